#include "widgets/landscape/anchor_choice.h"

#include "widgets/forms/problem_line.h"
#include "widgets/landscape/anchor_list.h"
#include "widgets/plots/elided_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

namespace {

QString allowed(const AnchorLimits& limits)
{
    if (limits.most == AnchorLimits::anyNumber)
        return AnchorChoice::tr("at least %1").arg(limits.fewest);
    return limits.most > limits.fewest ? AnchorChoice::tr("%1 to %2").arg(limits.fewest).arg(limits.most)
                                       : QString::number(limits.fewest);
}

}  // namespace

AnchorChoice::AnchorChoice(QWidget* parent)
    : QWidget(parent),
      list_(new AnchorList(this)),
      problemLine_(new ProblemLine(this)),
      summary_(new ElidedLabel(Role::Muted, Qt::AlignLeft, false, this)),
      usualOnes_(new QPushButton(tr("Usual ones"), this))
{
    usualOnes_->setObjectName(QStringLiteral("usualOnes"));
    usualOnes_->setToolTip(tr("Choose the networks that this chart is usually laid through."));
    usualOnes_->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(list_);
    column->addWidget(problemLine_);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(summary_, 1);
    row->addWidget(usualOnes_);
    column->addLayout(row);
    connect(list_, &AnchorList::chosenChanged, this, [this] {
        own_[kind_] = list_->chosen();
        refresh();
        Q_EMIT chosenChanged();
    });
    connect(usualOnes_, &QPushButton::clicked, this, [this] {
        own_.erase(kind_);
        refresh();
        list_->setFocus();  // the button is of no use now
        Q_EMIT chosenChanged();
    });
    refresh();
}

void AnchorChoice::setNames(const QStringList& names)
{
    names_ = names;
    list_->setNames(names);
    refresh();
}

void AnchorChoice::setLimits(const std::vector<AnchorLimits>& limits)
{
    limits_ = limits;
    refresh();
}

void AnchorChoice::setKind(const QString& kind)
{
    kind_ = kind;
    refresh();
}

void AnchorChoice::setChosen(const QStringList& names)
{
    own_.erase(kind_);
    if (!names.isEmpty() && names != usual())
        own_[kind_] = names;
    refresh();
}

const AnchorLimits* AnchorChoice::limits() const
{
    const auto found =
        std::find_if(limits_.begin(), limits_.end(), [this](const AnchorLimits& each) { return each.kind == kind_; });
    return found == limits_.end() ? nullptr : &*found;
}

QStringList AnchorChoice::usual() const { return limits() == nullptr ? QStringList() : limits()->usual; }

QStringList AnchorChoice::chosen() const { return list_->chosen(); }

QStringList AnchorChoice::others() const
{
    QStringList others = names_;
    for (const QString& name : chosen())
        others.removeAll(name);
    return others;
}

QString AnchorChoice::problem() const
{
    const AnchorLimits* now = limits();
    const auto count = static_cast<int>(chosen().size());
    if (now == nullptr || (count >= now->fewest && count <= now->most))
        return {};
    return tr("must be %1 for this chart, not %2").arg(allowed(*now), QString::number(count));
}

void AnchorChoice::refresh()
{
    const auto own = own_.find(kind_);
    list_->setOnlyOne(limits() != nullptr && limits()->most == 1);
    const QStringList wanted = own == own_.end() ? usual() : own->second;
    if (list_->chosen() != wanted)  // setting scrolls to them
        list_->setChosen(wanted);
    summary_->setText(chosen().join(QStringLiteral(", ")));
    problemLine_->setText(problem());
    usualOnes_->setEnabled(!usual().isEmpty() && chosen() != usual());
}

}  // namespace isthmus::widgets
