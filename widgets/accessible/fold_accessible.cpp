#include "widgets/accessible/fold_accessible.h"

#include "widgets/forms/fold_button.h"

#include <QAccessibleWidget>

namespace isthmus::widgets {

namespace {

class FoldAccessible final : public QAccessibleWidget {
public:
    explicit FoldAccessible(FoldButton* fold) : QAccessibleWidget(fold, QAccessible::Button, fold->text()) {}

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = fold()->isChecked();
        state.collapsed = !fold()->isChecked();
        return state;
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString& action) override
    {
        if (action == pressAction())
            fold()->click();
        else
            QAccessibleWidget::doAction(action);
    }

private:
    FoldButton* fold() const { return static_cast<FoldButton*>(widget()); }
};

/// Null: as Qt describes it.
QAccessibleInterface* foldOf(const QString&, QObject* object)
{
    auto* const fold = qobject_cast<FoldButton*>(object);
    return fold ? new FoldAccessible(fold) : nullptr;
}

}  // namespace

void announceFolds() { QAccessible::installFactory(foldOf); }

}  // namespace isthmus::widgets
