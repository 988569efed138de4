# acestep_compat::acestep_compat: the torch-facing headers, which are compiled by their user against the user's torch.
# Read by the build and by the installed package config alike.
if(NOT TARGET acestep_compat::acestep_compat)
  add_library(acestep_compat::acestep_compat INTERFACE IMPORTED GLOBAL)
  target_link_libraries(acestep_compat::acestep_compat INTERFACE acestep_compat::core Libtorch::Libtorch)
endif()
