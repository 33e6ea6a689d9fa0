#include "widgets/landscape/anchor_choice.h"

#include "widgets/forms/problem_line.h"
#include "widgets/landscape/anchor_list.h"
#include "widgets/landscape/network_picker.h"
#include "widgets/plots/elided_label.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
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
      addingProblem_(new ProblemLine(this)),
      summary_(new ElidedLabel(Role::Muted, Qt::AlignLeft, false, this)),
      usualOnes_(new QPushButton(tr("Usual ones"), this))
{
    addingProblem_->setObjectName(QStringLiteral("addingProblem"));
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
    column->addWidget(makeFrom(), 0, Qt::AlignLeft);
    column->addWidget(addingProblem_);
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
    connect(list_, &AnchorList::removed, this, [this](const QString& path) {
        for (auto& [kind, chosen] : own_)
            chosen.removeAll(path);
        addingProblem_->setText({});
        refresh();
        Q_EMIT chosenChanged();
    });
    connect(list_, &AnchorList::dropped, this, &AnchorChoice::request);
    refresh();
}

QPushButton* AnchorChoice::makeFrom()
{
    auto* from = new QPushButton(tr("From another run or file…"), this);
    from->setObjectName(QStringLiteral("fromElsewhere"));
    from->setToolTip(
        tr("Add networks with the same layers: those of another run, or .safetensors files. They can be dropped on the "
           "list, too."));
    from->setAutoDefault(false);
    auto* menu = new QMenu(from);
    menu->addAction(tr("Run folder…"), this, &AnchorChoice::askForRun);
    menu->addAction(tr("Network files…"), this, &AnchorChoice::askForFiles);
    from->setMenu(menu);
    return from;
}

void AnchorChoice::askForRun()
{
    const QString beside = QFileInfo(folder_).path();
    if (const QString folder = QFileDialog::getExistingDirectory(this, tr("Networks of another run"), beside); !folder.isEmpty())
        request({folder});
}

void AnchorChoice::askForFiles()
{
    request(QFileDialog::getOpenFileNames(this, tr("Network files"), folder_, tr("Networks (*.safetensors)")));
}

void AnchorChoice::request(const QStringList& paths)
{
    addingProblem_->setText({});
    if (!paths.isEmpty())
        Q_EMIT networksRequested(paths);
}

void AnchorChoice::setRunFolder(const QString& folder)
{
    if (folder == folder_)
        return;
    folder_ = folder;
    for (auto& [kind, chosen] : own_)
        for (const AddedNetwork& network : list_->added())
            chosen.removeAll(network.path);
    addingProblem_->setText({});
    list_->setAdded({});
    refresh();
}

void AnchorChoice::add(const QList<AddedNetwork>& networks)
{
    QList<AddedNetwork> added = list_->added();
    QStringList chosen = list_->chosen();
    for (const AddedNetwork& network : networks) {
        if (!added.contains(network))
            added += network;
        if (list_->onlyOne())
            chosen.clear();
        chosen.removeAll(network.path);
        chosen += network.path;
    }
    addingProblem_->setText({});
    list_->setAdded(added);
    own_[kind_] = chosen;
    refresh();
    Q_EMIT chosenChanged();
}

void AnchorChoice::offer(const QList<AddedNetwork>& networks)
{
    auto* picker = new NetworkPicker(networks, this);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    connect(picker, &QDialog::accepted, this, [this, picker] { add(picker->chosen()); });
    picker->open();
}

void AnchorChoice::setAddingProblem(const QString& problem) { addingProblem_->setText(problem); }

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
    for (const AddedNetwork& network : list_->added())
        others += network.path;
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
    summary_->setText(list_->chosenNames().join(QStringLiteral(", ")));
    problemLine_->setText(problem());
    usualOnes_->setEnabled(!usual().isEmpty() && chosen() != usual());
}

}  // namespace isthmus::widgets
