#include "widgets/accessible/choice_accessible.h"

#include "widgets/accessible/spoken_accessible.h"

#include <QComboBox>

namespace isthmus::widgets {

namespace {

class ChoiceAccessible final : public SpokenAccessible {
public:
    explicit ChoiceAccessible(QComboBox* box)
        : SpokenAccessible(box, QAccessible::ComboBox),
          changed_(QObject::connect(box, &QComboBox::currentTextChanged, box, [this](const QString& text) { setValue(text); }))
    {
    }
    ~ChoiceAccessible() override { QObject::disconnect(changed_); }

    /// The choice, behind what the box is called. A screen reader that finds a label beside it would say that alone.
    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name && kind != QAccessible::Value)
            return SpokenAccessible::text(kind);
        const QString chosen = static_cast<const QComboBox*>(widget())->currentText(), name = label();
        return kind == QAccessible::Value || name.isEmpty() ? chosen : QStringLiteral("%1: %2").arg(name, chosen);
    }

    QList<std::pair<QAccessibleInterface*, QAccessible::Relation>> relations(QAccessible::Relation match) const override
    {
        auto all = SpokenAccessible::relations(match);
        all.removeIf([](const auto& each) { return each.second.testFlag(QAccessible::Label); });
        return all;
    }

    QStringList actionNames() const override { return {showMenuAction(), pressAction(), setFocusAction()}; }
    void doAction(const QString& action) override
    {
        if (action == setFocusAction())
            SpokenAccessible::doAction(action);
        else if (auto* box = static_cast<QComboBox*>(widget()); box->isEnabled())
            box->showPopup();
    }

private:
    QString label() const
    {
        const auto labels = SpokenAccessible::relations(QAccessible::Label);
        return labels.isEmpty() ? widget()->accessibleName() : labels.first().first->text(QAccessible::Name);
    }

    QMetaObject::Connection changed_;
};

/// Null: as Qt describes it. A box that can be typed into speaks as the line that it holds.
QAccessibleInterface* choiceOf(const QString&, QObject* object)
{
    auto* const box = qobject_cast<QComboBox*>(object);
    return box && !box->isEditable() ? new ChoiceAccessible(box) : nullptr;
}

}  // namespace

void announceChoices() { QAccessible::installFactory(choiceOf); }

}  // namespace isthmus::widgets
