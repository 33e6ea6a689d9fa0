# Reads every #include of engine/, widgets/ and app/ and fails on one that crosses a border it must not cross, naming the
# file and the line. Run as: cmake -DROOT=<checkout> -P tests/layers.cmake
cmake_minimum_required(VERSION 3.25)
set(breaches 0)

# check(<folder> FILES <endings…> [FORBID <pattern>] [UNLESS <pattern>] [ALONE <files…>] BECAUSE <rule>)
# No file of the folder with one of the endings may include what matches FORBID (from the start of the name between the
# brackets or quotes, these included), unless it matches UNLESS too. The files named in ALONE are not looked at.
# In UNLESS, @OWN@ stands for the file's own path without its ending.
function(check folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FORBID;UNLESS;BECAUSE" "FILES;ALONE")
  list(TRANSFORM arg_FILES PREPEND "${ROOT}/${folder}/*")
  file(GLOB_RECURSE files RELATIVE ${ROOT} ${arg_FILES})
  if(arg_ALONE)
    list(REMOVE_ITEM files ${arg_ALONE})
  endif()
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.[a-z]+$" "" OWN ${file})
    string(CONFIGURE "${arg_UNLESS}" unless @ONLY)
    check_file(${file} "${arg_FORBID}" "${unless}" "${arg_BECAUSE}")
  endforeach()
  set(breaches ${breaches} PARENT_SCOPE)
endfunction()

function(check_file file forbid unless because)
  set(include "^[ \t]*#[ \t]*include[ \t]*")
  file(STRINGS ${ROOT}/${file} hits REGEX "${include}(${forbid})")
  if(unless)
    list(FILTER hits EXCLUDE REGEX "${include}(${unless})")
  endif()
  foreach(hit IN LISTS hits)
    line_number(${file} "${hit}" number)
    message("${file}:${number}: ${hit}\n    ${because}")
    math(EXPR breaches "${breaches} + 1")
  endforeach()
  set(breaches ${breaches} PARENT_SCOPE)
endfunction()

# Sets `result` to the number of the first line of the file that is `line`.
function(line_number file line result)
  file(READ ${ROOT}/${file} text)
  string(FIND "\n${text}" "\n${line}" position)
  string(SUBSTRING "\n${text}" 0 ${position} before)
  string(REGEX REPLACE "[^\n]" "" before "${before}")
  string(LENGTH "${before}" above)
  math(EXPR number "${above} + 1")
  set(${result} ${number} PARENT_SCOPE)
endfunction()

set(qt "[<\"](Q[A-Za-z]|q[a-z0-9_]*\\.h)")
set(torch "[<\"](torch|ATen|c10|caffe2)/")
set(vtk "[<\"]vtk")
set(qcustomplot "[<\"]qcustomplot\\.h")

foreach(folder engine widgets app)
  check(${folder} FILES .h .cpp FORBID "\"" UNLESS "\"(engine|widgets|app)/[^.]|\"[a-z0-9_]+\\.moc\""
    BECAUSE "Includes are written from the root: \"engine/error.h\".")
endforeach()

check(engine FILES .h .cpp FORBID "${qt}|${vtk}" BECAUSE "The engine knows no Qt, QCustomPlot or VTK.")
check(engine FILES .h .cpp FORBID "\"(widgets|app)/" BECAUSE "The engine knows nobody above it.")
check(engine FILES .h ALONE engine/tensor.h FORBID "${torch}"
  BECAUSE "LibTorch's headers are for the engine's .cpp files; headers that need a tensor include engine/tensor.h.")
check(engine/methods FILES .h .cpp FORBID "\"engine/methods/" UNLESS "\"(@OWN@|engine/methods/(methods?|learner_method|plain_learner|connecting_method))\\.h"
  BECAUSE "A method knows no other method; what they share is in engine/methods/method.h, learner_method.h, plain_learner.h and connecting_method.h.")

check(widgets FILES .h .cpp FORBID "${torch}|\"engine/" UNLESS "\"engine/(results/|options/|error\\.h)"
  BECAUSE "Of the engine, widgets see only engine/results, engine/options and engine/error.h.")
check(widgets FILES .h .cpp FORBID "\"app/" BECAUSE "Widgets know nobody above them.")

check(app FILES .h .cpp FORBID "${torch}|\"engine/tensor\\.h" BECAUSE "No LibTorch header reaches the programs.")
check(app FILES .h .cpp FORBID "${qcustomplot}|${vtk}" BECAUSE "The programs draw with the widgets.")
check(app/cli FILES .h .cpp FORBID "${qt}|\"(widgets|app/studio)/" BECAUSE "The command line builds where there is no Qt.")

# Within the widgets, each heavy library has one room.
file(GLOB rooms LIST_DIRECTORIES true RELATIVE ${ROOT} ${ROOT}/widgets/*)
foreach(room IN LISTS rooms)
  if(NOT room MATCHES "^widgets/(plots|figures)$")
    check(${room} FILES .h .cpp FORBID "${qcustomplot}" BECAUSE "Only widgets/plots and widgets/figures include QCustomPlot.")
  endif()
  if(NOT room STREQUAL "widgets/scene3d")
    check(${room} FILES .h .cpp FORBID "${vtk}" BECAUSE "Only widgets/scene3d includes VTK.")
  endif()
endforeach()

if(breaches)
  message(FATAL_ERROR "Includes that cross a border: ${breaches}")
endif()
