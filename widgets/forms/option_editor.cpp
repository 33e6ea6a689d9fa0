#include "widgets/forms/option_editor.h"

#include "widgets/forms/option_text.h"
#include "widgets/forms/step_box.h"
#include "widgets/forms/unit_line_edit.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QWheelEvent>

namespace isthmus::widgets {

namespace {

class SwitchEditor final : public OptionEditor {
public:
    SwitchEditor(const engine::OptionSpec& option, QWidget* parent)
        : OptionEditor(option, new QCheckBox(parent)), box_(static_cast<QCheckBox*>(control()))
    {
        connect(box_, &QCheckBox::clicked, this, [this](bool checked) {
            take(checked);
            Q_EMIT committed();
        });
    }

protected:
    void allowEditing(bool allowed) override { box_->setEnabled(allowed); }
    void show(const engine::Json& value) override { box_->setChecked(value.is_boolean() && value.get<bool>()); }

private:
    QCheckBox* box_;
};

/// Lets the wheel scroll the form it stands in.
class QuietComboBox final : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

class ChoiceEditor final : public OptionEditor {
public:
    ChoiceEditor(const engine::OptionSpec& option, QWidget* parent)
        : OptionEditor(option, new QuietComboBox(parent)), box_(static_cast<QComboBox*>(control()))
    {
        box_->setFocusPolicy(Qt::StrongFocus);
        box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box_->setMinimumContentsLength(6);
        for (const engine::OptionChoice& choice : spec().choices)
            box_->addItem(QString::fromStdString(choice.label), QString::fromStdString(choice.value));
        connect(box_, &QComboBox::activated, this, [this](int index) {
            if (index >= known())
                return;
            take(box_->itemData(index).toString().toStdString());
            dropUnknown();
            Q_EMIT committed();
        });
    }

protected:
    void allowEditing(bool allowed) override { box_->setEnabled(allowed); }
    void show(const engine::Json& value) override
    {
        dropUnknown();
        const QString text = QString::fromStdString(engine::displayText(value));
        int index = value.is_string() ? box_->findData(text) : -1;
        if (index < 0) {  // a word the option does not have stays visible as one more item
            box_->addItem(text);
            index = known();
        }
        box_->setCurrentIndex(index);
    }

private:
    int known() const { return static_cast<int>(spec().choices.size()); }

    void dropUnknown()
    {
        if (box_->count() > known())
            box_->removeItem(known());
    }

    QComboBox* box_;
};

/// Everything that is typed: text, numbers, lists; with arrows for whole numbers in a range worth stepping through.
class TypedEditor final : public OptionEditor {
public:
    TypedEditor(const engine::OptionSpec& option, UnitLineEdit* line, QWidget* control)
        : OptionEditor(option, control), line_(line)
    {
        connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) {
            line_->setInWords(isZeroText(text));
            take(parsedOption(spec(), text));
        });
        connect(line_, &QLineEdit::editingFinished, this, [this] {
            // A typed 0 becomes the words it stands for.
            if (showsZeroInWords(spec()) && value().is_number() && value() == 0)
                show(value());
            Q_EMIT committed();
        });
    }

protected:
    void allowEditing(bool allowed) override
    {
        if (auto* box = qobject_cast<QAbstractSpinBox*>(control()))
            box->setReadOnly(!allowed);
        line_->setReadOnly(!allowed);
    }
    void show(const engine::Json& value) override
    {
        const QString text = optionText(spec(), value);
        if (line_->text() != text)
            line_->setText(text);
        line_->setCursorPosition(0);
        line_->setInWords(isZeroText(text));
    }

private:
    bool isZeroText(const QString& text) const
    {
        return showsZeroInWords(spec()) && text == QString::fromStdString(spec().zeroMeans);
    }

    UnitLineEdit* line_;
};

/// Five parts of the first colour, one of the second.
QColor mixed(const QColor& many, const QColor& few)
{
    const auto mix = [](int a, int b) { return (a * 5 + b) / 6; };
    return {mix(many.red(), few.red()), mix(many.green(), few.green()), mix(many.blue(), few.blue())};
}

bool isWorthStepping(const engine::OptionSpec& spec)
{
    constexpr double longest = 1.0e6;
    return spec.fallback.is_number_integer() && spec.max - spec.min <= longest;
}

}  // namespace

OptionEditor* OptionEditor::make(const engine::OptionSpec& spec, QWidget* parent)
{
    if (!spec.choices.empty())
        return new ChoiceEditor(spec, parent);
    if (spec.fallback.is_boolean())
        return new SwitchEditor(spec, parent);
    const QString unit = QString::fromStdString(spec.unit);
    if (!isWorthStepping(spec)) {
        auto* line = new UnitLineEdit(unit, parent);
        if (spec.fallback.is_array())
            line->setPlaceholderText(tr("none"));
        return new TypedEditor(spec, line, line);
    }
    auto* box = new StepBox(unit, static_cast<qint64>(spec.min), static_cast<qint64>(spec.max), parent);
    if (showsZeroInWords(spec))
        box->setZeroText(QString::fromStdString(spec.zeroMeans));
    return new TypedEditor(spec, box->edit(), box);
}

OptionEditor::OptionEditor(const engine::OptionSpec& spec, QWidget* control) : QObject(control), spec_(spec), control_(control) {}

void OptionEditor::setValue(const engine::Json& value)
{
    value_ = value;
    show(value);
}

void OptionEditor::take(const engine::Json& value)
{
    value_ = value;
    Q_EMIT edited();
}

void OptionEditor::setEditable(bool editable)
{
    editable_ = editable;
    allowEditing(editable);
    updateColours();
}

void OptionEditor::setWrong(bool wrong)
{
    wrong_ = wrong;
    updateColours();
}

void OptionEditor::updateColours()
{
    QPalette palette;
    if (wrong_) {
        const QColor tint = mixed(color(Role::Panel), color(Role::Bad));
        palette.setColor(QPalette::Base, tint);
        palette.setColor(QPalette::Button, tint);
    } else if (!editable_) {
        palette.setColor(QPalette::Base, color(Role::Window));
        for (const auto role : {QPalette::Text, QPalette::ButtonText})  // read-only, not unimportant
            palette.setColor(QPalette::Disabled, role, color(Role::Muted));
    }
    control_->setPalette(palette);
}

}  // namespace isthmus::widgets
