#pragma once
#include <QAccessibleWidget>

namespace isthmus::widgets {

/// A widget that holds one value at a time, as assistive technology sees it: in it stands the value, as an item that has the
/// focus. Every value is another item: a focus that moves is what all screen readers say aloud, while new words of an item
/// that stays where it is do not reach them in every version of Qt.
class SpokenAccessible : public QAccessibleWidget {
public:
    using QAccessibleWidget::QAccessibleWidget;
    ~SpokenAccessible() override;

    /// Empty: none, and the widget itself has the focus again. Said aloud where the widget has the focus.
    void setValue(const QString& value);

    int childCount() const override { return value_ ? 1 : 0; }
    QAccessibleInterface* child(int index) const override { return index == 0 ? value_ : nullptr; }
    int indexOfChild(const QAccessibleInterface* child) const override { return child && child == value_ ? 0 : -1; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* focusChild() const override;

private:
    QAccessibleInterface* value_ = nullptr;  ///< Qt keeps it, until it is told otherwise
    QAccessible::Id id_ = 0;                 ///< of the value
};

}  // namespace isthmus::widgets
