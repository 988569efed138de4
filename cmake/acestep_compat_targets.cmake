# The compiler's warnings, which are errors where the build asks for it.
function(acestep_compat_target_warnings target)
  if(MSVC)
    # 4251 and 4275 warn of exported classes that derive from, or hold, what the C++ runtime has: a program and its DLLs
    # use one runtime.
    target_compile_options(${target} PRIVATE /W4 /wd4251 /wd4275)
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
    # Files that are compiled once for each instruction set have many sections.
    target_compile_options(${target} PRIVATE /utf-8 /permissive- /bigobj)
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
