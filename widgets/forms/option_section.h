#pragma once
#include "engine/options/option_spec.h"

#include <QWidget>

namespace isthmus::widgets {

class FoldButton;
class ObjectFields;

/// One object of the experiment file's top as a section of the form: a heading that folds it, and its fields.
class OptionSection final : public QWidget {
    Q_OBJECT
public:
    explicit OptionSection(const engine::OptionSection& declared, QWidget* parent = nullptr);

    ObjectFields& content() const { return *content_; }

    /// Unfolds whatever hides a problem.
    void reveal();
    /// Brings folds, notes and signs up to date with the fields.
    void refresh();

private:
    FoldButton* heading_ = nullptr;
    ObjectFields* content_ = nullptr;
};

}  // namespace isthmus::widgets
