#pragma once
#include <QMenu>

namespace isthmus::widgets {

/// A menu of things by name, to choose one; disabled while there are none.
class ChoiceMenu final : public QMenu {
    Q_OBJECT
public:
    explicit ChoiceMenu(const QString& title, QWidget* parent = nullptr);

    void setNames(const QStringList& names);
    /// Files or folders: each is called by its name, and by the folder that it is in.
    void setPaths(const QStringList& paths);

Q_SIGNALS:
    void chosen(const QString& choice);  ///< the name, or the whole path

private:
    void add(const QString& text, const QString& choice);
    void allow();
};

}  // namespace isthmus::widgets
