#include "widgets/run/run_strip.h"

#include "widgets/run/progress_line.h"
#include "widgets/run/reserved_label.h"
#include "widgets/run/state_chip.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/number_format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStringList>

namespace isthmus::widgets {

namespace {

const QString separator = QStringLiteral(" · ");

double share(std::int64_t done, std::int64_t all)
{
    return all > 0 ? qBound(0.0, static_cast<double>(done) / static_cast<double>(all), 1.0) : 0.0;
}

QString percent(double part) { return QStringLiteral("%1\u202f%").arg(static_cast<int>(part * 100.0)); }

/// "task 7 / 20 · connect · 61 %"
QString placeText(const engine::RunProgress& progress)
{
    QStringList parts;
    if (progress.task > 0)
        parts += RunStrip::tr("task %1 / %2").arg(progress.task).arg(progress.tasks);
    if (!progress.phase.empty())
        parts += QString::fromStdString(progress.phase);
    if (progress.phaseSteps > 0)
        parts += percent(share(progress.phaseStep, progress.phaseSteps));
    return parts.join(separator);
}

/// "3 480 steps/s · 2 min 05 s left", or what is known of it.
QString speedText(const engine::RunProgress& progress)
{
    QStringList parts;
    if (progress.stepsPerSecond > 0.0)
        parts += rateText(progress.stepsPerSecond);
    if (progress.secondsLeft >= 0.0)
        parts += RunStrip::tr("%1 left").arg(durationText(progress.secondsLeft));
    return parts.join(separator);
}

bool moves(engine::RunState state) { return state == engine::RunState::Running || state == engine::RunState::Stopping; }

}  // namespace

RunStrip::RunStrip(QWidget* parent) : QWidget(parent)
{
    chip_ = new StateChip(this);
    lineage_ = new QLabel(this);
    lineage_->setObjectName(QStringLiteral("lineage"));
    lineage_->setPixmap(icon(QStringLiteral("branch")).pixmap(16, 16));
    series_ = new ReservedLabel({}, this);
    place_ = new ReservedLabel(tr("task 888 / 888") + separator + QStringLiteral("evaluate") + separator + percent(1.0), this);
    bar_ = new ProgressLine(this);
    speed_ = new ReservedLabel(rateText(888888.0) + separator + tr("%1 left").arg(durationText(3599.0)), this);
    series_->setObjectName(QStringLiteral("series"));
    place_->setObjectName(QStringLiteral("place"));
    speed_->setObjectName(QStringLiteral("speed"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(12);
    row->addWidget(chip_);
    row->addWidget(lineage_);
    row->addWidget(series_);
    row->addWidget(place_);
    row->addWidget(bar_);
    row->addWidget(speed_, 1);
    speed_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);  // a message may take all the room there is
    QSizePolicy kept = bar_->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    bar_->setSizePolicy(kept);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSnapshot(nullptr);
    setSeries({}, 0);
    setLineage({}, 0);
}

void RunStrip::setSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    const engine::RunSnapshot idle;
    const engine::RunSnapshot& now = snapshot ? *snapshot : idle;
    const bool diverged = now.state == engine::RunState::Diverged || now.state == engine::RunState::Failed;
    const QString message = QString::fromStdString(now.message);
    chip_->setState(now.state);
    chip_->setToolTip(message);
    place_->setText(placeText(now.progress));
    const double done = now.state == engine::RunState::Done ? 1.0 : share(now.progress.step, now.progress.steps);
    bar_->setVisible(now.progress.steps > 0);
    bar_->setShare(done, stateColour(now.state));
    // A speed belongs to a run that moves; where one has come to grief, the place says why.
    speed_->setText(moves(now.state) ? speedText(now.progress) : diverged ? message : QString());
}

void RunStrip::setSeries(const std::vector<std::uint64_t>& seeds, std::size_t position)
{
    const auto textOf = [&](std::size_t k) {
        return tr("seed %1 (%2 of %3)").arg(QString::number(seeds[k - 1]), QString::number(k), QString::number(seeds.size()));
    };
    series_->setVisible(seeds.size() > 1);
    if (seeds.size() < 2 || position == 0)
        return;
    QString longest;
    for (std::size_t k = 1; k <= seeds.size(); ++k)
        longest = textOf(k).size() > longest.size() ? textOf(k) : longest;
    series_->reserve(longest);
    series_->setText(textOf(position));
}

void RunStrip::setLineage(const QString& parent, int afterTask)
{
    lineage_->setVisible(!parent.isEmpty());
    const QString text = tr("Branch of %1 after task %2").arg(parent).arg(afterTask);
    lineage_->setToolTip(text);
    lineage_->setAccessibleName(text);
}

void RunStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && speed_ != nullptr) {
        setSnapshot(engine::RunSnapshotPtr(snapshot_));
        lineage_->setPixmap(icon(QStringLiteral("branch")).pixmap(16, 16));
    }
    QWidget::changeEvent(event);
}

}  // namespace isthmus::widgets
