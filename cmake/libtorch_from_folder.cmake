# Libtorch::Libtorch for the include and lib folders of a wheel. Part of FindLibtorch.
add_library(Libtorch::Libtorch INTERFACE IMPORTED GLOBAL)
target_include_directories(Libtorch::Libtorch INTERFACE
  "${Libtorch_INCLUDE_DIR}" "${Libtorch_INCLUDE_DIR}/torch/csrc/api/include")

# Headers need C++20 from 2.14 on.
if(Libtorch_VERSION AND Libtorch_VERSION VERSION_LESS 2.14)
  target_compile_features(Libtorch::Libtorch INTERFACE cxx_std_17)
else()
  target_compile_features(Libtorch::Libtorch INTERFACE cxx_std_20)
endif()

# Wheels up to 2.6 were built with libstdc++'s old std::string; torch's package says so.
set(Libtorch_config "${Libtorch_root}/share/cmake/Torch/TorchConfig.cmake")
if(EXISTS "${Libtorch_config}")
  file(STRINGS "${Libtorch_config}" Libtorch_flags REGEX "set\\(TORCH_CXX_FLAGS .*_GLIBCXX_USE_CXX11_ABI=[01]")
  if(Libtorch_flags MATCHES "_GLIBCXX_USE_CXX11_ABI=([01])")
    target_compile_definitions(Libtorch::Libtorch INTERFACE _GLIBCXX_USE_CXX11_ABI=${CMAKE_MATCH_1})
  endif()
endif()

# Nothing refers to libtorch itself; it registers CUDA, ROCm and XPU when it is loaded. A linker that drops it
# (--as-needed, the default of several distributions) makes the GPU invisible. The flags and the file are ONE item, so
# that CMake can neither reorder nor deduplicate them.
if(WIN32)
  target_link_libraries(Libtorch::Libtorch INTERFACE "${Libtorch_torch_LIBRARY}")
  if(EXISTS "${Libtorch_root}/lib/torch_cuda.lib")
    target_link_libraries(Libtorch::Libtorch INTERFACE "${Libtorch_root}/lib/torch_cuda.lib"
                                                       "-INCLUDE:?warp_size@cuda@at@@YAHXZ")
  endif()
elseif(APPLE)
  target_link_libraries(Libtorch::Libtorch INTERFACE "-Wl,-needed_library,${Libtorch_torch_LIBRARY}")
else()
  target_link_libraries(Libtorch::Libtorch INTERFACE
    "-Wl,--push-state,--no-as-needed,${Libtorch_torch_LIBRARY},--pop-state")
endif()
target_link_libraries(Libtorch::Libtorch INTERFACE "${Libtorch_torch_cpu_LIBRARY}" "${Libtorch_c10_LIBRARY}")
