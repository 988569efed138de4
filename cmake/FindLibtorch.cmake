#[=======================================================================[.rst:
FindLibtorch
------------
Finds the libtorch inside a torch that pip installed.

Torch's own package, ``find_package(Torch)``, wants a CUDA toolkit when the wheel is a CUDA build. Compiling against
the C++ API and linking it need none: the headers and libraries in the wheel are enough.

Where it looks, in this order:

1. a target ``torch`` that exists already (``find_package(Torch)`` was called before, or torch is part of the build);
2. ``TORCH_ROOT``, a CMake or environment variable: the folder that holds torch's ``include`` and ``lib``;
3. ``CMAKE_PREFIX_PATH``, also as ``python -c "import torch; print(torch.utils.cmake_prefix_path)"`` prints it;
4. the ``torch`` that the Python found by ``find_package(Python)`` would import (an active virtual environment first;
   ``Python_EXECUTABLE`` chooses another).

Results: the target ``Libtorch::Libtorch``, ``Libtorch_FOUND``, ``Libtorch_VERSION``.
#]=======================================================================]

include(FindPackageHandleStandardArgs)

if(TARGET torch)
  include("${CMAKE_CURRENT_LIST_DIR}/libtorch_from_target.cmake")
  return()
endif()

set(TORCH_ROOT "$ENV{TORCH_ROOT}" CACHE PATH "The folder with torch's include and lib, as pip installed it")
set(Libtorch_root "${TORCH_ROOT}")
if(NOT Libtorch_root)
  unset(Libtorch_prefix)
  find_path(Libtorch_prefix include/ATen/core/Tensor.h
    PATH_SUFFIXES ../.. NO_CMAKE_SYSTEM_PATH NO_SYSTEM_ENVIRONMENT_PATH NO_CACHE)
  if(Libtorch_prefix)
    set(Libtorch_root "${Libtorch_prefix}")
  endif()
endif()
if(NOT Libtorch_root)
  find_package(Python QUIET COMPONENTS Interpreter)
  if(Python_Interpreter_FOUND)
    # find_spec finds the folder without importing torch, which takes seconds.
    execute_process(
      COMMAND "${Python_EXECUTABLE}" -c
              "import importlib.util as u; print(u.find_spec('torch').submodule_search_locations[0])"
      OUTPUT_VARIABLE Libtorch_root OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()

unset(Libtorch_INCLUDE_DIR)
find_path(Libtorch_INCLUDE_DIR ATen/core/Tensor.h HINTS "${Libtorch_root}/include" NO_DEFAULT_PATH NO_CACHE)
foreach(library torch torch_cpu c10)
  unset(Libtorch_${library}_LIBRARY)
  find_library(Libtorch_${library}_LIBRARY ${library} HINTS "${Libtorch_root}/lib" NO_DEFAULT_PATH NO_CACHE)
endforeach()

unset(Libtorch_VERSION)
foreach(header torch/headeronly/version.h torch/csrc/api/include/torch/version.h)
  if(NOT Libtorch_VERSION AND EXISTS "${Libtorch_INCLUDE_DIR}/${header}")
    file(READ "${Libtorch_INCLUDE_DIR}/${header}" Libtorch_text)
    if(Libtorch_text MATCHES "TORCH_VERSION_MAJOR ([0-9]+).*TORCH_VERSION_MINOR ([0-9]+).*TORCH_VERSION_PATCH ([0-9]+)")
      set(Libtorch_VERSION "${CMAKE_MATCH_1}.${CMAKE_MATCH_2}.${CMAKE_MATCH_3}")
    endif()
  endif()
endforeach()

find_package_handle_standard_args(Libtorch
  REQUIRED_VARS Libtorch_torch_LIBRARY Libtorch_torch_cpu_LIBRARY Libtorch_c10_LIBRARY Libtorch_INCLUDE_DIR
  VERSION_VAR Libtorch_VERSION
  REASON_FAILURE_MESSAGE "Set TORCH_ROOT to the folder of an installed torch (the one with include and lib), or activate the virtual environment that has it")

if(Libtorch_FOUND AND NOT TARGET Libtorch::Libtorch)
  include("${CMAKE_CURRENT_LIST_DIR}/libtorch_from_folder.cmake")
endif()
