#pragma once
#include "engine/options/option_spec.h"

#include <QObject>
#include <QWidget>

namespace isthmus::widgets {

/// The control of one option, whatever its type: a check box, a list of choices, a line, a box with arrows.
/// It keeps what it is given and what is typed, right or wrong.
class OptionEditor : public QObject {
    Q_OBJECT
public:
    /// The control suited to the option's type, a child of `parent`.
    static OptionEditor* make(const engine::OptionSpec& spec, QWidget* parent);

    QWidget* control() const { return control_; }
    const engine::Json& value() const { return value_; }

    /// Shows the value; emits nothing.
    void setValue(const engine::Json& value);
    void setEditable(bool editable);
    bool isEditable() const { return editable_; }
    /// Tints the control while its value cannot be used.
    void setWrong(bool wrong);
    /// After a change of scheme.
    void updateColours();

Q_SIGNALS:
    void edited();     ///< by the user, at every keystroke
    void committed();  ///< the user has finished with the control, or chosen

protected:
    OptionEditor(const engine::OptionSpec& spec, QWidget* control);

    const engine::OptionSpec& spec() const { return spec_; }
    /// The user has made it this.
    void take(const engine::Json& value);
    virtual void show(const engine::Json& value) = 0;
    virtual void allowEditing(bool allowed) = 0;

private:
    engine::OptionSpec spec_;
    QWidget* control_ = nullptr;
    engine::Json value_;
    bool editable_ = true;
    bool wrong_ = false;
};

}  // namespace isthmus::widgets
