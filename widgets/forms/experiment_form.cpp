#include "widgets/forms/experiment_form.h"

#include "widgets/forms/form_notice.h"
#include "widgets/forms/object_fields.h"
#include "widgets/forms/option_field.h"
#include "widgets/forms/option_path.h"
#include "widgets/forms/option_section.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int smallestWidth = 280;
constexpr int usualWidth = 320;
constexpr int margin = 8;
constexpr int sectionSpacing = 16;

QString text(const std::string& words) { return QString::fromStdString(words); }

}  // namespace

ExperimentForm::ExperimentForm(const engine::ExperimentSchema& schema, QWidget* parent)
    : QWidget(parent), schema_(schema), notice_(new FormNotice(this))
{
    setMinimumWidth(smallestWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes would move every column
    area->setFocusPolicy(Qt::NoFocus);
    column->addWidget(area, 1);
    auto* page = new QWidget(area);
    auto* sections = new QVBoxLayout(page);
    sections->setContentsMargins(margin, margin, margin / 2, margin);
    sections->setSpacing(sectionSpacing);
    engine::OptionSection top;
    top.label = tr("Experiment").toStdString();
    top.options = schema_.options;
    addSection(top, page);
    for (const engine::OptionSection& declared : schema_.sections)
        addSection(declared, page);
    sections->addStretch(1);
    area->setWidget(page);
    connect(notice_, &FormNotice::leaveOut, this, &ExperimentForm::leaveOutTheRest);
    validate();
}

// A field that has the focus when the form goes commits itself while the rest of the form is already gone.
ExperimentForm::~ExperimentForm()
{
    for (const OptionSection* each : sections_)
        each->content().disconnect(this);
}

void ExperimentForm::addSection(const engine::OptionSection& declared, QWidget* page)
{
    auto* added = new OptionSection(declared, page);
    page->layout()->addWidget(added);
    sections_.push_back(added);
    connect(&added->content(), &ObjectFields::edited, this, &ExperimentForm::whenEdited);
    connect(&added->content(), &ObjectFields::committed, this, [this](const QString& path) { tellIfLive(path.toStdString()); });
}

QSize ExperimentForm::sizeHint() const { return {usualWidth, QWidget::sizeHint().height()}; }

void ExperimentForm::whenEdited()
{
    rest_ = takeAll(rest_);  // what had no field may have one now
    const auto defaults = engine::preferredDefaults(schema_, experiment());
    for (OptionSection* each : sections_)
        each->content().setDefaults(defaults);
    validate();
    Q_EMIT edited();
}

void ExperimentForm::setExperiment(const engine::Json& given)
{
    // The defaults first, so that a value that only repeats one counts as nobody's own.
    const auto defaults = engine::preferredDefaults(schema_, given);
    for (OptionSection* each : sections_) {
        each->content().setDefaults(defaults);
        each->content().clear();
    }
    rest_ = takeAll(given.is_object() ? given : engine::Json::object());
    validate();
    for (OptionSection* each : sections_)
        each->reveal();
    rememberLive();
}

void ExperimentForm::begin()
{
    findChild<QScrollArea*>()->verticalScrollBar()->setValue(0);
    for (QWidget* next = &sections_.front()->content(); next->nextInFocusChain() != this; next = next->nextInFocusChain())
        if (next->isVisible() && next->isEnabled() && (next->focusPolicy() & Qt::TabFocus) != 0)
            return next->setFocus(Qt::TabFocusReason);
}

/// Hands each section its object, and returns what has no field.
engine::Json ExperimentForm::takeAll(engine::Json given)
{
    for (const OptionSection* each : sections_) {
        ObjectFields& object = each->content();
        if (object.path().empty()) {
            given = object.take(given);
        } else if (const auto found = given.find(object.path()); found != given.end()) {
            *found = object.take(*found);
            if (found->is_object() && found->empty())
                given.erase(found);
        }
    }
    return given;
}

engine::Json ExperimentForm::experiment() const
{
    engine::Json experiment = engine::Json::object();
    for (const OptionSection* each : sections_) {
        const engine::Json values = each->content().values();
        if (each->content().path().empty())
            experiment.update(values);
        else if (!values.empty())
            experiment[each->content().path()] = values;
    }
    merge(experiment, rest_);
    return experiment;
}

void ExperimentForm::setExtraChecks(ExtraChecks checks)
{
    extraChecks_ = std::move(checks);
    validate();
}

void ExperimentForm::setRunning(bool running)
{
    running_ = running;
    for (OptionSection* each : sections_)
        each->content().setRunning(running);
    rememberLive();
}

std::vector<ObjectFields*> ExperimentForm::objects() const
{
    std::vector<ObjectFields*> all;
    for (const OptionSection* each : sections_) {
        const std::vector<ObjectFields*> inside = each->content().objects();
        all.insert(all.end(), inside.begin(), inside.end());
    }
    return all;
}

ObjectFields* ExperimentForm::objectAt(const std::string& path) const
{
    const std::vector<ObjectFields*> all = objects();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ObjectFields* each) { return each->path() == path; });
    return found == all.end() ? nullptr : *found;
}

OptionField* ExperimentForm::fieldAt(const std::string& path) const
{
    const auto [object, option] = splitPath(path);
    const ObjectFields* home = objectAt(object);
    return home == nullptr ? nullptr : home->field(option);
}

QString ExperimentForm::described(const engine::OptionProblem& problem) const
{
    const QString message = text(problem.message);
    const ObjectFields* home = problem.path.empty() ? nullptr : objectAt(problem.path);
    const OptionField* field = fieldAt(problem.path);
    if (home == nullptr)
        home = objectAt(splitPath(problem.path).first);
    if (home == nullptr || (home->path().empty() && field == nullptr))
        return message;
    QString place = home->place();
    if (field != nullptr && field->spec().key != "kind")
        place = tr("%1, %2").arg(place, text(field->spec().label));
    return tr("%1: %2").arg(place, message);
}

bool ExperimentForm::standsAtAField(const engine::OptionProblem& problem) const
{
    const OptionField* field = fieldAt(problem.path);
    return field != nullptr && !field->problem().isEmpty();
}

void ExperimentForm::validate()
{
    const engine::ResolvedExperiment resolved = engine::resolve(schema_, experiment());
    std::vector<engine::OptionProblem> problems = resolved.problems;
    std::vector<engine::OptionProblem> extra;
    if (problems.empty() && extraChecks_)
        extra = extraChecks_(resolved.values);
    showExtra(extra);
    QStringList homeless;
    for (const engine::OptionProblem& problem : problems) {
        if (!standsAtAField(problem))
            homeless += described(problem);
    }
    for (const engine::OptionProblem& problem : extra) {
        if (!standsAtAField(problem) && (problem.path.empty() || objectAt(problem.path) == nullptr))
            homeless += described(problem);
    }
    problems.insert(problems.end(), extra.begin(), extra.end());
    notice_->setText(homeless.join(QLatin1Char('\n')), !rest_.empty() && !running_);
    QString why = problems.empty() ? QString() : described(problems.front());
    if (problems.size() > 1)
        why = tr("%1 (and %n more)", nullptr, static_cast<int>(problems.size()) - 1).arg(why);
    if (why != std::exchange(whyNot_, why))
        Q_EMIT validityChanged(valid(), whyNot_);
}

void ExperimentForm::showExtra(const std::vector<engine::OptionProblem>& extra)
{
    const auto messageAt = [&extra](const std::string& path) {
        const auto found = std::find_if(extra.begin(), extra.end(), [&](const auto& problem) { return problem.path == path; });
        return found == extra.end() ? QString() : text(found->message);
    };
    for (ObjectFields* object : objects()) {
        for (OptionField* field : object->fields())
            field->setProblem(messageAt(object->pathOf(field->spec().key)));
        object->setProblem(object->path().empty() ? QString() : messageAt(object->path()));
    }
    for (OptionSection* each : sections_) {
        if (!extra.empty())
            each->reveal();
        each->refresh();
    }
}

void ExperimentForm::leaveOutTheRest()
{
    rest_ = engine::Json::object();
    validate();
    Q_EMIT edited();
}

void ExperimentForm::tellIfLive(const std::string& path)
{
    const OptionField* field = running_ ? fieldAt(path) : nullptr;
    if (field == nullptr || !field->spec().live || !field->problem().isEmpty())
        return;
    const engine::Json resolved = engine::resolve(schema_, experiment()).values;
    const engine::Json& value = *valueAt(resolved, path);
    if (std::exchange(told_[path], value) != value)
        Q_EMIT liveOptionChanged(text(path), value);
}

void ExperimentForm::rememberLive()
{
    told_.clear();
    for (const ObjectFields* object : objects()) {
        for (const OptionField* field : object->fields()) {
            if (field->spec().live)
                told_[object->pathOf(field->spec().key)] = field->value();
        }
    }
}

}  // namespace isthmus::widgets
