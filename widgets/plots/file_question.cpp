#include "widgets/plots/file_question.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace isthmus::widgets {

QString askWhereToWrite(QWidget* parent, const QString& title, const QString& suggested, const QString& kinds)
{
    static const auto key = QStringLiteral("files/written");
    const QString before = QSettings().value(key).toString();
    // A name alone would be one in the folder that the program was started in.
    const QString place = QFileInfo(before).isDir() ? QDir(before).filePath(suggested) : suggested;
    const QString file = QFileDialog::getSaveFileName(parent, title, place, kinds);
    if (!file.isEmpty())
        QSettings().setValue(key, QFileInfo(file).absolutePath());
    return file;
}

}  // namespace isthmus::widgets
