# Libtorch::Libtorch for a target `torch` that somebody else made. Part of FindLibtorch.
set(Libtorch_VERSION "${Torch_VERSION}")
find_package_handle_standard_args(Libtorch REQUIRED_VARS CMAKE_CURRENT_LIST_FILE)
if(NOT TARGET Libtorch::Libtorch)
  add_library(Libtorch::Libtorch INTERFACE IMPORTED GLOBAL)
  # torch_library is torch's own wrapper that keeps libtorch on the link line.
  target_link_libraries(Libtorch::Libtorch INTERFACE $<TARGET_NAME_IF_EXISTS:torch_library> torch)
  if(TORCH_LIBRARIES)
    target_link_libraries(Libtorch::Libtorch INTERFACE ${TORCH_LIBRARIES})
  endif()
  target_compile_features(Libtorch::Libtorch INTERFACE cxx_std_20)
endif()
