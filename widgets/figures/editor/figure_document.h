#pragma once
#include "engine/options/option_spec.h"

#include <QString>

namespace isthmus::widgets {

/// The document with a page and a list of panels, each with a list of runs, whatever a file held.
engine::Json usableDocument(const engine::Json& document);

/// The option in which two objects differ, where it is one alone; empty: there are more.
QString onlyDifference(const engine::Json& before, const engine::Json& after);

}  // namespace isthmus::widgets
