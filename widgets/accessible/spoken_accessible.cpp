#include "widgets/accessible/spoken_accessible.h"

#include <QWidget>

namespace isthmus::widgets {

namespace {

/// A value of a widget. It never changes.
class SpokenValue final : public QAccessibleInterface {
public:
    SpokenValue(QAccessibleInterface* whole, QString words) : whole_(whole), words_(std::move(words)) {}

    bool isValid() const override { return whole_->isValid(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return whole_; }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override { return kind == QAccessible::Name ? words_ : QString(); }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override { return whole_->rect(); }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state = whole_->state();
        state.readOnly = true;
        return state;
    }

private:
    QAccessibleInterface* whole_;
    QString words_;
};

}  // namespace

SpokenAccessible::~SpokenAccessible() { QAccessible::deleteAccessibleInterface(id_); }

QAccessibleInterface* SpokenAccessible::focusChild() const
{
    return value_ && widget()->hasFocus() ? value_ : QAccessibleWidget::focusChild();
}

void SpokenAccessible::setValue(const QString& value)
{
    if (value == (value_ ? value_->text(QAccessible::Name) : QString()))
        return;
    const QAccessible::Id before = id_;
    value_ = value.isEmpty() ? nullptr : new SpokenValue(this, value);
    id_ = value_ ? QAccessible::registerAccessibleInterface(value_) : 0;
    if (widget()->hasFocus()) {
        QAccessibleEvent moved(value_ ? value_ : this, QAccessible::Focus);
        QAccessible::updateAccessibility(&moved);
    }
    QAccessible::deleteAccessibleInterface(before);
}

}  // namespace isthmus::widgets
