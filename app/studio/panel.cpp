#include "app/studio/panel.h"

#include "widgets/theme/theme.h"

#include <QApplication>
#include <QMainWindow>
#include <QPainter>

namespace isthmus::app {

namespace {

/// A few dots that say "drag here": a plot has its title inside, so a full title bar would only repeat it.
class Grip final : public QWidget {
public:
    explicit Grip(QDockWidget* panel) : QWidget(panel)
    {
        setFixedHeight(8);
        setCursor(Qt::OpenHandCursor);
        setToolTip(QObject::tr("Drag to move “%1”; double click to take it out of the window").arg(panel->windowTitle()));
    }

    QSize sizeHint() const override { return {40, 8}; }  // without one Qt gives it no place of its own

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), widgets::color(widgets::Role::Window));
        painter.setPen(Qt::NoPen);
        painter.setBrush(widgets::color(widgets::Role::Line));
        for (int i = -2; i <= 2; ++i)
            painter.drawRect(width() / 2 + 5 * i, 3, 2, 2);
    }
};

/// Qt keeps a panel that lies behind another one beyond the edge of the window, and Tab would go there.
void keepFocusOut(QDockWidget* panel, QWidget* content)
{
    QSizePolicy policy = content->sizePolicy();
    policy.setRetainSizeWhenHidden(true);  // nothing moves when it comes to the front
    content->setSizePolicy(policy);
    QObject::connect(panel, &QDockWidget::visibilityChanged, content, [panel, content](bool inFront) {
        if (panel->isVisible())
            content->setVisible(inFront);
    });
}

bool takesFocus(const QWidget* widget)
{
    return widget != nullptr && widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
}

}  // namespace

QDockWidget* makePanel(QMainWindow* window, const QString& id, const QString& title, QWidget* content, PanelTitle titleKind)
{
    auto* panel = new QDockWidget(title, window);
    panel->setObjectName(id);
    panel->setWidget(content);
    if (titleKind == PanelTitle::InContent)
        panel->setTitleBarWidget(new Grip(panel));
    keepFocusOut(panel, content);
    return panel;
}

void focusInto(QWidget& place)
{
    if (place.isAncestorOf(QApplication::focusWidget()))
        return;
    QWidget* to = place.focusWidget();
    for (QWidget* next = place.nextInFocusChain(); !takesFocus(to) && next != &place; next = next->nextInFocusChain())
        if (place.isAncestorOf(next))
            to = next;
    if (takesFocus(to))
        to->setFocus(Qt::TabFocusReason);
}

}  // namespace isthmus::app
