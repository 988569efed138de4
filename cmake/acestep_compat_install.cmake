# `cmake --install`: headers, the core, and a CMake package (see docs/building.md).
set(acestep_compat_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/acestep_compat")

install(TARGETS acestep_compat_core EXPORT acestep_compat-targets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/acestep_compat" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT acestep_compat-targets NAMESPACE acestep_compat:: DESTINATION "${acestep_compat_package_dir}")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/acestep_compat-config.cmake.in"
  "${PROJECT_BINARY_DIR}/acestep_compat-config.cmake"
  INSTALL_DESTINATION "${acestep_compat_package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/acestep_compat-config-version.cmake"
  COMPATIBILITY SameMinorVersion)  # while the version is 0.x, a minor release may change the API
install(FILES
  "${PROJECT_BINARY_DIR}/acestep_compat-config.cmake"
  "${PROJECT_BINARY_DIR}/acestep_compat-config-version.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/acestep_compat_dependencies.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/acestep_compat_torch.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/FindLibtorch.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/libtorch_from_folder.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/libtorch_from_target.cmake"
  DESTINATION "${acestep_compat_package_dir}")
