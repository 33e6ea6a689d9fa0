#pragma once
#include "widgets/commands/menu_entries.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace isthmus::widgets {

class PaletteModel;

/// A field at the top of the window that finds an action by a few of its letters and runs it. Up, Down, Page Up and Page
/// Down select, Return runs, Escape closes.
class CommandPalette final : public QWidget {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* window);

    /// `recent`: ids of the actions used last, newest first.
    void open(const QList<MenuEntry>& entries, const QStringList& recent);

Q_SIGNALS:
    void ran(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void find(const QString& typed);
    void run();
    void leave();

    PaletteModel* model_;
    QLineEdit* field_;
    QListView* list_;
    QLabel* nothing_;
    QPointer<QWidget> focusBefore_;
};

}  // namespace isthmus::widgets
