#pragma once
#include <QString>

class QWidget;

namespace isthmus::widgets {

/// Asks where to write a file, in the folder in which the last one was, with a restart between them or not; `suggested` is a
/// name, or a path that is kept. `kinds` are filters as QFileDialog has them. Empty: nowhere.
QString askWhereToWrite(QWidget* parent, const QString& title, const QString& suggested, const QString& kinds);

}  // namespace isthmus::widgets
