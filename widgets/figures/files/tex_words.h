#pragma once
#include <QColor>
#include <QString>

namespace isthmus::widgets {

/// Text as LaTeX reads it: its special characters escaped, signs such as × and ± and Greek letters in mathematics.
QString texText(const QString& text);
/// "nan" for what is not finite.
QString texNumber(double value);
/// The command that sets type of this size.
QString texFont(double points);
/// A colour for TikZ, without any definition.
QString texColour(const QColor& colour);

}  // namespace isthmus::widgets
