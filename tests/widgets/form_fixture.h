#pragma once
#include "engine/options/option_spec.h"
#include "widgets/forms/option_field.h"

#include <QString>

class QComboBox;
class QLineEdit;
class QToolButton;
class QWidget;

namespace isthmus::tests {

// What the tests of forms share: a small schema, and hands for a form's fields.

/// One section with a list and a 0 in words, one with kinds and rare options, one with a live option.
engine::ExperimentSchema schema();
/// The field of this key that can be seen.
widgets::OptionField* field(const QWidget& form, const char* key);
/// The control of the field.
QWidget* control(const QWidget& form, const char* key);
/// Where the field's text is typed.
QLineEdit* line(const QWidget& form, const char* key);
/// Replaces the text of a field, key by key.
void type(const QWidget& form, const char* key, const char* text);
/// The error shown beneath a field; empty when none is visible.
QString problemShown(const QWidget& form, const char* key);
QToolButton* resetButton(const QWidget& form, const char* key);
/// Chooses an item of a list with the keyboard.
void choose(QComboBox* box, const QString& label);
QComboBox* kindBox(const QWidget& form);
QString dump(const engine::Json& json);

}  // namespace isthmus::tests
