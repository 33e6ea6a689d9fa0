#include "widgets/accessible/chart_accessible.h"

#include "widgets/accessible/spoken_accessible.h"
#include "widgets/plots/plot_frame.h"

#include <QAbstractItemView>

namespace isthmus::widgets {

namespace {

/// Whether the widget is the canvas of a plot, or one of several that its canvas consists of.
bool isChart(const QWidget& widget)
{
    const QWidget* around = widget.parentWidget();
    if (const auto* frame = qobject_cast<const PlotFrame*>(around))
        return frame->canvas() == &widget && !qobject_cast<const QAbstractItemView*>(&widget);
    const auto* frame = around ? qobject_cast<const PlotFrame*>(around->parentWidget()) : nullptr;
    return frame && frame->canvas() == around && widget.focusPolicy() != Qt::NoFocus;
}

/// Null: as Qt describes it.
QAccessibleInterface* chartOf(const QString&, QObject* object)
{
    auto* const widget = qobject_cast<QWidget*>(object);
    return widget && isChart(*widget) ? new SpokenAccessible(widget, QAccessible::Chart) : nullptr;
}

}  // namespace

void announceCharts() { QAccessible::installFactory(chartOf); }

void announceValue(QWidget* canvas, const QString& value)
{
    if (auto* chart = dynamic_cast<SpokenAccessible*>(QAccessible::queryAccessibleInterface(canvas)))
        chart->setValue(value);
}

}  // namespace isthmus::widgets
