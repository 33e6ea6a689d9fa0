#pragma once
#include "engine/options/option_spec.h"

#include <QWidget>

class QLabel;

namespace isthmus::widgets {

class OptionField;

/// The kind of one object of the experiment file: a field that chooses it, and beneath what the kind is.
class KindChooser final : public QWidget {
    Q_OBJECT
public:
    /// An object at the top of the file stands under a heading and has its kinds in the full width; a part has its name
    /// before them, set in by `labelIndent`, with the help at `indent`.
    struct Place {
        bool part = false;
        int labelIndent = 0;
        int indent = 0;
    };

    KindChooser(const engine::OptionSection& declared, Place place, QWidget* parent);

    OptionField* field() const { return field_; }
    /// The word in the file, which may be none of the kinds.
    std::string kind() const;
    /// Brings the help up to date with the field.
    void refresh();

Q_SIGNALS:
    void edited();

private:
    engine::OptionSection declared_;
    OptionField* field_ = nullptr;
    QLabel* help_ = nullptr;
};

}  // namespace isthmus::widgets
