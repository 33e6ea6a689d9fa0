#include "app/studio/layout_history.h"

#include "app/studio/done_command.h"
#include "app/studio/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QScopedValueRollback>
#include <QTimer>
#include <QUndoStack>

#include <utility>

namespace isthmus::app {

namespace {

constexpr int restInterval = 150;  ///< milliseconds

}  // namespace

LayoutHistory::LayoutHistory(MainWindow& window, QUndoStack& history)
    : QObject(&window), window_(window), history_(history), soon_(new QTimer(this)), settled_(window.layoutState())
{
    soon_->setSingleShot(true);
    soon_->setInterval(restInterval);
    connect(soon_, &QTimer::timeout, this, &LayoutHistory::settle);
    for (QDockWidget* panel : window.findChildren<QDockWidget*>())
        watch(*panel);
}

void LayoutHistory::watch(QDockWidget& panel)
{
    const QString title = panel.windowTitle();
    const QString moved = tr("moving “%1”").arg(title);
    panel.installEventFilter(this);
    connect(&panel, &QDockWidget::topLevelChanged, this, [this, moved] { note(moved); });
    connect(&panel, &QDockWidget::dockLocationChanged, this, [this, moved] { note(moved); });
    connect(panel.toggleViewAction(), &QAction::triggered, this,
            [this, title](bool shown) { note(shown ? tr("showing “%1”").arg(title) : tr("closing “%1”").arg(title)); });
}

bool LayoutHistory::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Close)
        note(tr("closing “%1”").arg(static_cast<QDockWidget*>(watched)->windowTitle()));
    else if (event->type() == QEvent::Resize && text_.isEmpty())
        soon_->start();
    return false;
}

void LayoutHistory::note(const QString& text)
{
    if (applying_)
        return;
    if (text_.isEmpty())
        text_ = text;
    soon_->start();
}

void LayoutHistory::settle()
{
    if (!text_.isEmpty() && QApplication::mouseButtons() != Qt::NoButton) {
        soon_->start();  // still being dragged
        return;
    }
    WindowLayout before = std::exchange(settled_, window_.layoutState());
    if (const QString text = std::exchange(text_, {}); !text.isEmpty() && before != settled_)
        history_.push(new DoneCommand(
            text, [this, before = std::move(before)] { apply(before); }, [this, after = settled_] { apply(after); }));
}

void LayoutHistory::change(const QString& text, const std::function<void()>& act)
{
    settle();
    {
        const QScopedValueRollback quiet(applying_, true);
        act();
    }
    text_ = text;
    settle();
}

void LayoutHistory::apply(const WindowLayout& layout)
{
    const QScopedValueRollback quiet(applying_, true);
    window_.setLayoutState(layout);
    settled_ = window_.layoutState();
}

}  // namespace isthmus::app
