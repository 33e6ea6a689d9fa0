#pragma once
#include "engine/options/validation.h"

#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QVBoxLayout;

namespace isthmus::widgets {

class FieldList;
class KindChooser;
class OptionField;
class ProblemLine;

/// One object of the experiment file: its kind with its help, its options, and the parts of the kind, which are objects
/// again, set in by one step. What was typed for a kind is kept for its return.
class ObjectFields final : public QWidget {
    Q_OBJECT
public:
    /// `owner`: the object that this one is a part of; null for an object of the file's top.
    ObjectFields(const engine::OptionSection& declared, const ObjectFields* owner, QWidget* parent);

    const engine::OptionSection& declared() const { return declared_; }
    /// "method", "method.base"; empty: the file's top itself.
    const std::string& path() const { return path_; }
    /// "method.base.strength" for "strength".
    std::string pathOf(const std::string& key) const;
    /// Where it is on the screen, in words: "Method, Base".
    QString place() const { return place_; }

    /// Every field to its default, whatever kind it belongs to; emits nothing.
    void clear();
    /// Sets the fields that `given` speaks of; a word alone stands for its kind. Emits nothing. Returns what has no field
    /// beside the present values: an object, empty when nothing is left over, or what was given when that is no object.
    engine::Json take(const engine::Json& given);
    /// The kind, and what differs from the defaults, in declared order; values that cannot be used included.
    engine::Json values() const;
    /// What the options of this object and its parts are by default, by path; all others are as declared.
    void setDefaults(const std::map<std::string, engine::PreferredDefault>& defaults);

    /// This object and the parts of its present kind, with theirs.
    std::vector<ObjectFields*> objects();
    /// The object's own fields that exist beside its present values, in the order of the file, the kind first.
    std::vector<OptionField*> fields() const;
    /// The field of "epochs" if it is one of them, else null.
    OptionField* field(const std::string& key) const;

    /// Something wrong with the object as a whole; empty: nothing.
    void setProblem(const QString& problem);
    /// True when something is wrong with the object or one of its own fields.
    bool wrong() const;
    /// Own fields with another value than the default, the kind not counted.
    int changedCount() const;
    /// Empty when there are no kinds, or the kind is none of them.
    QString kindLabel() const;

    /// Unfolds whatever hides a problem.
    void reveal();
    /// While a run goes on only live options can be edited.
    void setRunning(bool running);
    /// Shows what exists now, and brings folds, notes and signs up to date with it.
    void refresh();

Q_SIGNALS:
    void edited();
    /// The user has finished with the field of "method.base.strength", chosen, or reset it.
    void committed(const QString& path);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Part {
        std::string kind;
        ObjectFields* object;
    };

    void addParts(QVBoxLayout* column);
    std::string kind() const;
    std::vector<ObjectFields*> parts() const;
    bool takeOne(engine::Json& from);

    engine::OptionSection declared_;
    int level_ = 0;  ///< how many objects this one is a part of
    std::string path_;
    QString place_;
    KindChooser* chooser_ = nullptr;  ///< null in objects without kinds
    ProblemLine* problemLine_ = nullptr;
    bool wrong_ = false;
    FieldList* list_ = nullptr;
    std::vector<Part> parts_;  ///< of every kind
};

}  // namespace isthmus::widgets
