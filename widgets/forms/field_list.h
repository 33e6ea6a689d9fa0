#pragma once
#include "engine/options/option_spec.h"

#include <QWidget>

#include <string>
#include <vector>

class QVBoxLayout;

namespace isthmus::widgets {

class FoldButton;
class OptionField;

/// The options of one object of the experiment file, one beneath the other: those that exist beside the present kind and the
/// values of the others, the rare ones behind "More options". What was typed for a kind is kept for its return.
class FieldList final : public QWidget {
    Q_OBJECT
public:
    /// `indent`: how far labels are set in, in pixels.
    FieldList(const engine::OptionSection& declared, int indent, QWidget* parent);

    /// Shows the fields of this kind; emits nothing.
    void setKind(const std::string& kind);
    /// The fields that exist now, in the order of the file.
    std::vector<OptionField*> present() const;
    /// Those of every kind.
    std::vector<OptionField*> all() const;

    /// Unfolds "More options" where that hides a problem.
    void reveal();
    /// Shows the fields that exist now, and brings "More options" up to date with them.
    void refresh();

Q_SIGNALS:
    void edited();
    void committed(OptionField* field);

private:
    struct Entry {
        std::string kind;  ///< empty: for every kind
        OptionField* field;
    };

    void addFields(QVBoxLayout* column, bool rare);
    void addField(QVBoxLayout* column, const engine::OptionSpec& spec, const std::string& kind);
    void addMore(QVBoxLayout* column);
    OptionField* declared(const std::string& key) const;

    engine::OptionSection declared_;
    int indent_ = 0;
    std::string kind_;
    FoldButton* more_ = nullptr;
    std::vector<Entry> entries_;
};

}  // namespace isthmus::widgets
