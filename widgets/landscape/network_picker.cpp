#include "widgets/landscape/network_picker.h"

#include "widgets/forms/primary_button.h"
#include "widgets/landscape/anchor_list.h"
#include "widgets/plots/elided_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int margin = 12;
constexpr QSize usualSize(340, 360);

/// "task-02" of "run-name/task-02": the run is in the title.
QString ownName(const AddedNetwork& network) { return network.name.section(QLatin1Char('/'), -1); }

}  // namespace

NetworkPicker::NetworkPicker(const QList<AddedNetwork>& networks, QWidget* parent)
    : QDialog(parent), networks_(networks), list_(new AnchorList(this))
{
    setWindowTitle(tr("Add networks"));
    auto* from = new ElidedLabel(Role::Muted, Qt::AlignLeft, false, this);
    from->setText(tr("Of %1").arg(networks.first().name.section(QLatin1Char('/'), 0, 0)));
    QStringList names;
    for (const AddedNetwork& network : networks_)
        names += ownName(network);
    list_->setNames(names);
    list_->setAcceptDrops(false);
    list_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    list_->setToolTip({});
    list_->setAccessibleName(tr("Networks to add"));
    auto* add = new PrimaryButton(tr("Add"), this);
    add->setObjectName(QStringLiteral("add"));
    add->setDefault(true);
    add->setEnabled(false);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(8);
    column->addWidget(from);
    column->addWidget(list_, 1);
    column->addLayout(buttons);
    resize(usualSize);
    connect(list_, &AnchorList::chosenChanged, this, [this, add] { add->setEnabled(!list_->chosen().isEmpty()); });
    connect(add, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    list_->setFocus(Qt::TabFocusReason);
}

QList<AddedNetwork> NetworkPicker::chosen() const
{
    QList<AddedNetwork> chosen;
    for (const QString& name : list_->chosen())
        for (const AddedNetwork& network : networks_)
            if (ownName(network) == name)
                chosen += network;
    return chosen;
}

}  // namespace isthmus::widgets
