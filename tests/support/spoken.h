#pragma once
#include <QAccessible>
#include <QWidget>

/// The value in a chart or a box of choices as assistive technology sees it, where it has the focus; null: there is none.
inline QAccessibleInterface* spokenValue(QWidget& widget)
{
    QAccessibleInterface* whole = QAccessible::queryAccessibleInterface(&widget);
    QAccessibleInterface* value = whole->childCount() == 1 ? whole->child(0) : nullptr;
    return value && value->parent() == whole && value->state().focused == widget.hasFocus() ? value : nullptr;
}

/// The value under a chart's cursor; empty where it is no chart or has no value.
inline QString valueOfChart(QWidget& canvas)
{
    QAccessibleInterface* value = spokenValue(canvas);
    return value && value->parent()->role() == QAccessible::Chart ? value->text(QAccessible::Name) : QString();
}
