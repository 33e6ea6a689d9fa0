#include "widgets/forms/field_list.h"

#include "widgets/forms/fold_button.h"
#include "widgets/forms/option_field.h"

#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

FieldList::FieldList(const engine::OptionSection& declared, int indent, QWidget* parent)
    : QWidget(parent), declared_(declared), indent_(indent), kind_(declared.defaultKind)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    addFields(column, false);
    addMore(column);
    addFields(column, true);
    refresh();
}

void FieldList::addFields(QVBoxLayout* column, bool rare)
{
    for (const engine::OptionGroup& kind : declared_.kinds) {
        for (const engine::OptionSpec& spec : kind.options) {
            if (spec.rare == rare)
                addField(column, spec, kind.id);
        }
    }
    for (const engine::OptionSpec& spec : declared_.options) {
        if (spec.rare == rare)
            addField(column, spec, {});
    }
}

void FieldList::addField(QVBoxLayout* column, const engine::OptionSpec& spec, const std::string& kind)
{
    auto* field = new OptionField(spec, this);
    field->setIndent(indent_);
    column->addWidget(field);
    entries_.push_back({kind, field});
    connect(field, &OptionField::valueChanged, this, [this] {
        refresh();
        Q_EMIT edited();
    });
    connect(field, &OptionField::committed, this, [this, field] { Q_EMIT committed(field); });
}

void FieldList::addMore(QVBoxLayout* column)
{
    more_ = new FoldButton(tr("More options"), FoldButton::Level::Part, this);
    more_->setObjectName(QStringLiteral("more"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(indent_, 0, 0, 0);
    row->addWidget(more_);
    column->addLayout(row);
    connect(more_, &FoldButton::toggled, this, &FieldList::refresh);
}

void FieldList::setKind(const std::string& kind)
{
    kind_ = kind;
    refresh();
}

OptionField* FieldList::declared(const std::string& key) const
{
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.field->spec().key == key && (entry.kind.empty() || entry.kind == kind_);
    });
    return found == entries_.end() ? nullptr : found->field;
}

std::vector<OptionField*> FieldList::present() const
{
    engine::Json values{{"kind", kind_}};
    for (const engine::OptionSpec* spec : engine::declaredOptions(declared_, kind_))
        values[spec->key] = declared(spec->key)->value();
    std::vector<OptionField*> present;
    for (const engine::OptionSpec* spec : engine::applicableOptions(declared_, values))
        present.push_back(declared(spec->key));
    return present;
}

std::vector<OptionField*> FieldList::all() const
{
    std::vector<OptionField*> all;
    for (const Entry& entry : entries_)
        all.push_back(entry.field);
    return all;
}

void FieldList::reveal()
{
    for (const OptionField* each : present()) {
        if (each->spec().rare && !each->problem().isEmpty())
            more_->setChecked(true);
    }
}

void FieldList::refresh()
{
    const std::vector<OptionField*> exist = present();
    int rare = 0;
    int changed = 0;
    bool wrong = false;
    for (const OptionField* each : exist) {
        if (!each->spec().rare)
            continue;
        ++rare;
        changed += each->changed() ? 1 : 0;
        wrong = wrong || !each->problem().isEmpty();
    }
    const bool folded = !more_->isChecked();
    for (const Entry& entry : entries_) {
        const bool exists = std::find(exist.begin(), exist.end(), entry.field) != exist.end();
        entry.field->setVisible(exists && !(entry.field->spec().rare && folded));
    }
    more_->setVisible(rare > 0);
    more_->setNote(changed > 0 && folded ? tr("%n changed", nullptr, changed) : QString());
    more_->setWrong(wrong && folded);
    setVisible(!exist.empty());
}

}  // namespace isthmus::widgets
