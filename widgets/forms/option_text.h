#pragma once
#include "engine/options/option_spec.h"

#include <QString>

namespace isthmus::widgets {

/// True when 0 has a meaning short enough to stand in the control ("all"); a longer one stands beneath it.
bool showsZeroInWords(const engine::OptionSpec& spec);

/// How a field shows a value: "256, 256" for a list, 0 in words where they fit.
QString optionText(const engine::OptionSpec& spec, const engine::Json& value);

/// What typed text means for this option. Text that is not of the option's type comes back as text, item by item for
/// lists, so that validation can say what is wrong with it.
engine::Json parsedOption(const engine::OptionSpec& spec, const QString& text);

/// Tooltip and accessible description: the help, what is allowed, the default and, if it has one, the kind it comes with.
QString optionHelp(const engine::OptionSpec& spec, const QString& defaultOf = {});

/// The default in words: as optionText(), true and false as "on" and "off", a choice by its label.
QString defaultText(const engine::OptionSpec& spec);

}  // namespace isthmus::widgets
