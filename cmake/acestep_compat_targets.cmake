# The compiler's warnings, which are errors where the build asks for it.
function(acestep_compat_target_warnings target)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4)
    if(ACESTEP_COMPAT_WARNINGS_AS_ERRORS)
      target_compile_options(${target} PRIVATE /WX)
    endif()
  else()
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                             -Wnon-virtual-dtor)
    if(ACESTEP_COMPAT_WARNINGS_AS_ERRORS)
      target_compile_options(${target} PRIVATE -Werror)
    endif()
  endif()
endfunction()

# What every target of this project is compiled with.
function(acestep_compat_target_options target)
  acestep_compat_target_warnings(${target})
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
  if(MSVC)
    target_compile_options(${target} PRIVATE /utf-8 /permissive-)
  else()
    # A fused multiply-add rounds once, so that results would differ between CPUs.
    target_compile_options(${target} PRIVATE -ffp-contract=off)
  endif()
  if(ACESTEP_COMPAT_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${ACESTEP_COMPAT_SANITIZE} -fno-omit-frame-pointer
                                             -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${ACESTEP_COMPAT_SANITIZE})
  endif()
endfunction()
