#pragma once
#include <QString>

namespace isthmus::widgets {

/// Text as LaTeX reads it: its special characters escaped, signs such as × and ± and Greek letters in mathematics.
QString texText(const QString& text);

}  // namespace isthmus::widgets
