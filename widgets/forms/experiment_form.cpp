#include "widgets/forms/experiment_form.h"

#include "widgets/forms/form_notice.h"
#include "widgets/forms/option_field.h"
#include "widgets/forms/option_section.h"

#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int smallestWidth = 280;
constexpr int usualWidth = 320;
constexpr int margin = 8;
constexpr int sectionSpacing = 16;

/// "training.hidden[1]" -> {"training", "hidden"}; "seed" -> {"", "seed"}.
std::pair<std::string, std::string> parts(const std::string& path)
{
    const std::string option = path.substr(0, path.find('['));
    const std::size_t dot = option.find('.');
    if (dot == std::string::npos)
        return {{}, option};
    return {option.substr(0, dot), option.substr(dot + 1)};
}

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

void ExperimentForm::addSection(const engine::OptionSection& declared, QWidget* page)
{
    auto* added = new OptionSection(declared, page);
    page->layout()->addWidget(added);
    sections_.push_back(added);
    connect(added, &OptionSection::edited, this, [this] {
        validate();
        Q_EMIT edited();
    });
    connect(added, &OptionSection::committed, this, [this, added](OptionField* field) { tellIfLive(added, field); });
}

QSize ExperimentForm::sizeHint() const { return {usualWidth, QWidget::sizeHint().height()}; }

void ExperimentForm::setExperiment(const engine::Json& given)
{
    rest_ = engine::Json::object();
    engine::Json top = engine::Json::object();
    if (given.is_object()) {
        for (const auto& [key, value] : given.items()) {
            if (key.empty() || section(key) == nullptr)
                top[key] = value;
        }
    }
    for (OptionSection* each : sections_) {
        const std::string& key = each->declared().key;
        const bool present = given.is_object() && given.contains(key);
        const engine::Json left = each->setValues(key.empty() ? top : present ? given.at(key) : engine::Json::object());
        if (key.empty() && left.is_object())
            rest_.update(left);
        else if (!left.is_null() || (present && given.at(key).is_null()))
            rest_[key] = left;
    }
    validate();
    for (OptionSection* each : sections_)
        each->reveal();
    rememberLive();
}

engine::Json ExperimentForm::experiment() const
{
    engine::Json experiment = engine::Json::object();
    for (const OptionSection* each : sections_) {
        const engine::Json values = each->values();
        if (each->declared().key.empty())
            experiment.update(values);
        else if (!values.empty())
            experiment[each->declared().key] = values;
    }
    for (const auto& [key, value] : rest_.items()) {
        const bool both = value.is_object() && experiment.contains(key) && experiment[key].is_object();
        if (both)
            experiment[key].update(value);
        else
            experiment[key] = value;
    }
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
        each->setRunning(running);
    rememberLive();
}

OptionSection* ExperimentForm::section(const std::string& key) const
{
    const auto found =
        std::find_if(sections_.begin(), sections_.end(), [&](const OptionSection* each) { return each->declared().key == key; });
    return found == sections_.end() ? nullptr : *found;
}

OptionField* ExperimentForm::fieldAt(const std::string& path) const
{
    const auto [key, option] = parts(path);
    const OptionSection* home = section(key);
    return home == nullptr ? nullptr : home->field(option);
}

QString ExperimentForm::described(const engine::OptionProblem& problem) const
{
    const auto [key, option] = parts(problem.path);
    const bool whole = key.empty() && !option.empty() && section(option) != nullptr;
    const OptionSection* home = section(whole ? option : key);
    const QString message = text(problem.message);
    if (home == nullptr || (key.empty() && !whole && home->field(option) == nullptr))
        return message;
    QString place = text(home->declared().label);
    if (const OptionField* field = home->field(option); !whole && field != nullptr && option != "kind")
        place += QStringLiteral(", ") + text(field->spec().label);
    return tr("%1: %2").arg(place, message);
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
    problems.insert(problems.end(), extra.begin(), extra.end());
    for (const engine::OptionProblem& problem : problems) {
        const bool ofSection = !problem.path.empty() && section(problem.path) != nullptr && !rest_.contains(problem.path);
        if (fieldAt(problem.path) == nullptr && !ofSection)
            homeless += described(problem);
    }
    notice_->setText(homeless.join(QLatin1Char('\n')), !rest_.empty() && !running_);
    QString why = problems.empty() ? QString() : described(problems.front());
    if (problems.size() > 1)
        why = tr("%1 (and %n more)", nullptr, static_cast<int>(problems.size()) - 1).arg(why);
    if (why != std::exchange(whyNot_, why))
        Q_EMIT validityChanged(valid(), whyNot_);
}

void ExperimentForm::showExtra(const std::vector<engine::OptionProblem>& extra)
{
    const auto messageAt = [&extra](auto&& matches) {
        const auto found = std::find_if(extra.begin(), extra.end(), matches);
        return found == extra.end() ? QString() : text(found->message);
    };
    for (OptionSection* each : sections_) {
        const std::string& key = each->declared().key;
        for (OptionField* field : each->fields()) {
            const std::string path = key.empty() ? field->spec().key : key + "." + field->spec().key;
            field->setProblem(messageAt([&](const auto& problem) { return problem.path == path; }));
        }
        each->setProblem(messageAt([&](const auto& problem) { return !key.empty() && problem.path == key; }));
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

void ExperimentForm::tellIfLive(const OptionSection* section, const OptionField* field)
{
    if (!running_ || !field->spec().live || !field->problem().isEmpty())
        return;
    const std::string& key = section->declared().key;
    const std::string path = key.empty() ? field->spec().key : key + "." + field->spec().key;
    const engine::Json resolved = engine::resolve(schema_, experiment()).values;
    const engine::Json& value = key.empty() ? resolved.at(field->spec().key) : resolved.at(key).at(field->spec().key);
    if (std::exchange(told_[field], value) != value)
        Q_EMIT liveOptionChanged(text(path), value);
}

void ExperimentForm::rememberLive()
{
    told_.clear();
    for (const OptionSection* each : sections_) {
        for (const OptionField* field : each->fields()) {
            if (field->spec().live)
                told_[field] = field->value();
        }
    }
}

}  // namespace isthmus::widgets
