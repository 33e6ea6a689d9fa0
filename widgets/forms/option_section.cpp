#include "widgets/forms/option_section.h"

#include "widgets/forms/fold_button.h"
#include "widgets/forms/option_field.h"
#include "widgets/forms/problem_line.h"
#include "widgets/forms/toned_label.h"

#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int rowSpacing = 4;

engine::OptionSpec kindSpec(const engine::OptionSection& section)
{
    engine::OptionSpec spec{.key = "kind",
                            .label = OptionSection::tr("%1: kind").arg(QString::fromStdString(section.label)).toStdString(),
                            .help = section.help,
                            .fallback = section.defaultKind};
    for (const engine::OptionGroup& kind : section.kinds)
        spec.choices.push_back({kind.id, kind.label});
    return spec;
}

}  // namespace

OptionSection::OptionSection(const engine::OptionSection& declared, QWidget* parent) : QWidget(parent), declared_(declared)
{
    heading_ = new FoldButton(QString::fromStdString(declared_.label), FoldButton::Level::Section, this);
    heading_->setObjectName(QString::fromStdString(declared_.key));
    heading_->setToolTip(QString::fromStdString(declared_.help));
    heading_->setChecked(true);
    body_ = new QWidget(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(rowSpacing);
    column->addWidget(heading_);
    column->addWidget(body_);
    auto* body = new QVBoxLayout(body_);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(rowSpacing);
    addKind(body);
    problemLine_ = new ProblemLine(body_);
    body->addWidget(problemLine_);
    addFields(body, false);
    more_ = new FoldButton(tr("More options"), FoldButton::Level::Part, body_);
    more_->setObjectName(QStringLiteral("more"));
    body->addWidget(more_);
    addFields(body, true);
    for (FoldButton* fold : {heading_, more_})
        connect(fold, &FoldButton::toggled, this, &OptionSection::refresh);
    refresh();
}

void OptionSection::addKind(QVBoxLayout* body)
{
    if (declared_.kinds.empty())
        return;
    kindField_ = new OptionField(kindSpec(declared_), body_, OptionField::Layout::Wide);
    body->addWidget(kindField_);
    kindHelp_ = new TonedLabel(Role::Muted, body_);
    kindHelp_->setObjectName(QStringLiteral("kindHelp"));
    kindHelp_->setWordWrap(true);
    kindHelp_->setContentsMargins(OptionField::gutter, 0, 0, 4);
    body->addWidget(kindHelp_);
    connect(kindField_, &OptionField::valueChanged, this, [this] {
        refresh();
        Q_EMIT edited();
    });
}

void OptionSection::addFields(QVBoxLayout* body, bool rare)
{
    for (const engine::OptionGroup& kind : declared_.kinds) {
        for (const engine::OptionSpec& spec : kind.options) {
            if (spec.rare == rare)
                addField(body, spec, kind.id);
        }
    }
    for (const engine::OptionSpec& spec : declared_.options) {
        if (spec.rare == rare)
            addField(body, spec, {});
    }
}

OptionField* OptionSection::addField(QVBoxLayout* body, const engine::OptionSpec& spec, const std::string& kind)
{
    auto* field = new OptionField(spec, body_);
    body->addWidget(field);
    entries_.push_back({field, kind});
    connect(field, &OptionField::valueChanged, this, [this] {
        refresh();
        Q_EMIT edited();
    });
    connect(field, &OptionField::committed, this, [this, field] { Q_EMIT committed(field); });
    return field;
}

std::string OptionSection::kind() const
{
    if (kindField_ == nullptr || !kindField_->value().is_string())
        return {};
    return kindField_->value().get<std::string>();
}

const engine::OptionGroup* OptionSection::group() const
{
    const auto found = std::find_if(declared_.kinds.begin(), declared_.kinds.end(),
                                    [id = kind()](const engine::OptionGroup& each) { return each.id == id; });
    return found == declared_.kinds.end() ? nullptr : &*found;
}

bool OptionSection::applies(const Entry& entry) const { return entry.kind.empty() || entry.kind == kind(); }

engine::Json OptionSection::setValues(const engine::Json& given)
{
    const bool usable = given.is_object();
    for (const Entry& entry : entries_)
        entry.field->setValue(entry.field->spec().fallback);
    if (kindField_ != nullptr)
        kindField_->setValue(usable && given.contains("kind") ? given.at("kind") : kindField_->spec().fallback);
    engine::Json left;
    const engine::Json empty = engine::Json::object();
    for (const auto& [key, value] : (usable ? given : empty).items()) {
        bool placed = key == "kind" && kindField_ != nullptr;
        for (const Entry& entry : entries_) {
            // Under an unknown kind a value may belong to any; it then waits there for the kind to be mended.
            if (entry.field->spec().key != key || !(applies(entry) || group() == nullptr))
                continue;
            entry.field->setValue(value);
            placed = true;
        }
        if (!placed)
            left[key] = value;
    }
    refresh();
    return usable || given.is_null() ? left : given;
}

engine::Json OptionSection::values() const
{
    engine::Json values = engine::Json::object();
    if (kindField_ != nullptr)
        values["kind"] = kindField_->value();
    for (const OptionField* each : fields()) {
        if (each != kindField_ && each->changed())
            values[each->spec().key] = each->value();
    }
    return values;
}

std::vector<OptionField*> OptionSection::fields() const
{
    std::vector<OptionField*> fields;
    if (kindField_ != nullptr)
        fields.push_back(kindField_);
    for (const engine::OptionSpec* spec : engine::applicableOptions(declared_, kind()))
        fields.push_back(field(spec->key));
    return fields;
}

OptionField* OptionSection::field(const std::string& key) const
{
    if (key == "kind")
        return kindField_;
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& entry) { return entry.field->spec().key == key && applies(entry); });
    return found == entries_.end() ? nullptr : found->field;
}

void OptionSection::setProblem(const QString& problem)
{
    wrong_ = !problem.isEmpty();
    problemLine_->setText(problem);
}

void OptionSection::reveal()
{
    for (const OptionField* each : fields()) {
        if (each->problem().isEmpty())
            continue;
        heading_->setChecked(true);
        if (each->spec().rare)
            more_->setChecked(true);
    }
    if (wrong_)
        heading_->setChecked(true);
}

void OptionSection::setRunning(bool running)
{
    if (kindField_ != nullptr)
        kindField_->setEditable(!running);
    for (const Entry& entry : entries_) {
        const bool live = entry.field->spec().live;
        entry.field->setEditable(live || !running);
        entry.field->setHint(live && running ? tr("from the next step") : QString());
    }
}

void OptionSection::refresh()
{
    const bool unfolded = heading_->isChecked();
    int changed = 0;
    int rareChanged = 0;
    bool rare = false;
    bool wrong = wrong_;
    bool rareWrong = false;
    for (const OptionField* each : fields()) {
        const bool bad = !each->problem().isEmpty();
        wrong = wrong || bad;
        changed += each->changed() && each != kindField_ ? 1 : 0;
        rare = rare || each->spec().rare;
        rareWrong = rareWrong || (each->spec().rare && bad);
        rareChanged += each->spec().rare && each->changed() ? 1 : 0;
    }
    for (const Entry& entry : entries_)
        entry.field->setVisible(applies(entry) && (!entry.field->spec().rare || more_->isChecked()));
    body_->setVisible(unfolded);
    more_->setVisible(rare);
    more_->setNote(rareChanged > 0 && !more_->isChecked() ? tr("%n changed", nullptr, rareChanged) : QString());
    more_->setWrong(rareWrong && !more_->isChecked());
    heading_->setWrong(wrong && !unfolded);
    if (group() != nullptr)
        kindHelp_->setText(QString::fromStdString(group()->help));
    QString summary = changed > 0 ? tr("%n changed", nullptr, changed) : QString();
    if (group() != nullptr)
        summary = QString::fromStdString(group()->label);
    heading_->setNote(unfolded ? QString() : summary);
}

}  // namespace isthmus::widgets
