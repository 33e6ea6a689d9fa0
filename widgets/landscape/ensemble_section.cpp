#include "widgets/landscape/ensemble_section.h"

#include "widgets/forms/toned_label.h"
#include "widgets/landscape/place_row.h"
#include "widgets/landscape/value_table.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/number_format.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

EnsembleSection::EnsembleSection(QWidget* parent)
    : QWidget(parent),
      add_(new QPushButton(tr("Add this point"), this)),
      draw_(new TonedLabel(Role::Muted, this)),
      note_(new TonedLabel(Role::Muted, this))
{
    setAccessibleName(tr("Ensemble"));
    add_->setObjectName(QStringLiteral("addPoint"));
    add_->setAutoDefault(false);
    draw_->setObjectName(QStringLiteral("ensembleDraw"));
    draw_->setWordWrap(true);
    draw_->hide();
    note_->setObjectName(QStringLiteral("ensembleNote"));
    note_->setWordWrap(true);
    table_ = new ValueTable(tr("Ensemble"), {tr("Task"), tr("Together"), tr("Best alone"), tr("Disagree")}, this);
    table_->setObjectName(QStringLiteral("ensembleScores"));
    table_->headerItem()->setToolTip(1, tr("Accuracy of the ensemble"));
    table_->headerItem()->setToolTip(2, tr("Accuracy of the best member"));
    table_->headerItem()->setToolTip(3, tr("Share of images on which two members disagree, mean over pairs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    members_ = new QVBoxLayout;
    members_->setSpacing(0);
    column->addWidget(draw_);
    column->addLayout(members_);
    column->addWidget(add_, 0, Qt::AlignLeft);
    column->addWidget(note_);
    column->addWidget(table_);
    connect(add_, &QPushButton::clicked, this, &EnsembleSection::pinRequested);
    refresh();
}

void EnsembleSection::setPins(const std::vector<Place>& pins, std::size_t dimensions)
{
    const bool hadFocus = focusWidget() != nullptr && focusWidget() != add_ && focusWidget()->hasFocus()
                          && focusWidget()->objectName() == QStringLiteral("removePoint");
    pins_ = pins;
    while (QLayoutItem* old = members_->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (int index = 0; index < static_cast<int>(pins_.size()); ++index)
        addPin(index, dimensions);
    if (hadFocus)
        add_->setFocus();  // the button that was pressed is gone
    refresh();
}

void EnsembleSection::addPin(int index, std::size_t dimensions)
{
    auto* member = new QWidget(this);
    auto* number = new TonedLabel(Role::Muted, member);
    number->setText(QString::number(index + 1));
    number->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("88")));
    auto* place = new QLabel(placeText(pins_[static_cast<std::size_t>(index)], dimensions), member);
    place->setObjectName(QStringLiteral("pin"));
    auto* remove = new QToolButton(member);
    remove->setObjectName(QStringLiteral("removePoint"));
    remove->setIcon(icon(QStringLiteral("clear")));
    remove->setIconSize({16, 16});
    remove->setAutoRaise(true);
    remove->setFocusPolicy(Qt::StrongFocus);
    remove->setToolTip(tr("Remove point %1").arg(index + 1));
    remove->setAccessibleName(remove->toolTip());
    auto* row = new QHBoxLayout(member);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(number);
    row->addWidget(place, 1);
    row->addWidget(remove);
    members_->addWidget(member);
    // Queued: whoever hears it sets the pins anew, and with them goes the button that is being pressed.
    connect(
        remove, &QToolButton::clicked, this, [this, index] { Q_EMIT unpinRequested(index); }, Qt::QueuedConnection);
}

void EnsembleSection::setDraw(int draw, int draws)
{
    draw_->setText(
        tr("All members are networks of draw %1 of %2; another draw above changes them all.").arg(draw + 1).arg(draws));
    draw_->setVisible(draws > 1);
    setEnsemble(nullptr);
}

void EnsembleSection::setEnsemble(const engine::EnsembleProbePtr& ensemble)
{
    ensemble_ = ensemble;
    refresh();
}

void EnsembleSection::setCanAdd(bool canAdd) { add_->setEnabled(canAdd); }

void EnsembleSection::refresh()
{
    const bool known = ensemble_ && pins_.size() > 1 && ensemble_->places == pins_;
    note_->setText(pins_.size() < 2 ? tr("Two points or more make an ensemble: their softmaxes are averaged.")
                                    : tr("The ensemble is being scored."));
    note_->setVisible(!known);
    table_->setVisible(known);
    if (!known)
        return;
    std::vector<int> tasks;
    QList<QStringList> rows;
    const auto at = [](const std::vector<double>& shares, std::size_t task) {
        return task < shares.size() ? accuracyText(shares[task]) : QStringLiteral("–");
    };
    for (const engine::ProbeScore& score : ensemble_->scores) {
        if (std::find(tasks.begin(), tasks.end(), score.task) != tasks.end())
            continue;  // another split
        const std::size_t task = tasks.size();
        tasks.push_back(score.task);
        rows.append({QString::number(score.task), accuracyText(score.accuracy), at(ensemble_->best, task),
                     at(ensemble_->disagreement, task)});
    }
    table_->setRows(rows);
}

}  // namespace isthmus::widgets
