#include "widgets/run/welcome_page.h"

#include "widgets/forms/icon_label.h"
#include "widgets/forms/toned_label.h"
#include "widgets/run/choice_card.h"
#include "widgets/run/path_button.h"
#include "widgets/theme/icons.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int pageWidth = 560;
constexpr int mostRecent = 6;
constexpr int statusIcon = 16;

/// Removes what a list shows, keeping its heading.
void emptyRows(QGridLayout* rows)
{
    while (QLayoutItem* item = rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QGridLayout* rowsOf(const QWidget* list) { return list->findChild<QGridLayout*>(); }

}  // namespace

WelcomePage::WelcomePage(QWidget* parent) : QWidget(parent)
{
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);
    auto* desk = new QWidget(area);
    auto* page = new QWidget(desk);
    page->setMaximumWidth(pageWidth);
    auto* centred = new QHBoxLayout(desk);
    centred->setContentsMargins(24, 32, 24, 24);
    centred->addStretch(1);
    centred->addWidget(page, 100);
    centred->addStretch(1);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    addTitle(column);
    addChoices(column);
    recent_ = addList(column, tr("Recent runs"));
    datasets_ = addList(column, tr("Data sets"));
    column->addStretch(1);
    area->setWidget(desk);
}

void WelcomePage::addTitle(QVBoxLayout* column)
{
    auto* drawing = new QLabel(this);
    drawing->setPixmap(applicationIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    auto* name = new QLabel(QStringLiteral("Isthmus"), this);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);
    auto* sentence = new TonedLabel(Role::Muted, this);
    sentence->setText(tr("Train networks on one task after another, and see the paths of low loss that join what they learned."));
    sentence->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(name);
    words->addWidget(sentence);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(drawing, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    column->addLayout(row);
    column->addSpacing(16);
}

void WelcomePage::addChoices(QVBoxLayout* column)
{
    const auto add = [&](const char* drawing, const QString& title, const QString& sentence, bool primary, auto signal) {
        auto* card = new ChoiceCard(QString::fromLatin1(drawing), title, sentence, primary, this);
        card->setObjectName(QString::fromLatin1(drawing));
        connect(card, &ChoiceCard::clicked, this, signal);
        column->addWidget(card);
    };
    add("demo", tr("Run the demonstration"), tr("Five tasks on the built-in images, trained in front of you in about a minute."),
        true, &WelcomePage::demonstrationRequested);
    add("open", tr("Open a run"), tr("Look at a run folder: its curves, its accuracy matrix and its loss landscape."), false,
        &WelcomePage::openRunRequested);
    add("new", tr("New experiment"), tr("Choose a benchmark, a model and a method, then start training."), false,
        &WelcomePage::newExperimentRequested);
}

QWidget* WelcomePage::addList(QVBoxLayout* column, const QString& heading)
{
    auto* list = new QWidget(this);
    auto* title = new QLabel(heading, list);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto* inside = new QVBoxLayout(list);
    inside->setContentsMargins(2, 16, 2, 0);
    inside->setSpacing(6);
    inside->addWidget(title);
    auto* rows = new QGridLayout;
    rows->setHorizontalSpacing(8);
    rows->setVerticalSpacing(4);
    inside->addLayout(rows);
    list->hide();
    column->addWidget(list);
    return list;
}

void WelcomePage::setRecent(const QStringList& paths)
{
    QGridLayout* rows = rowsOf(recent_);
    emptyRows(rows);
    for (int i = 0; i < qMin<int>(mostRecent, static_cast<int>(paths.size())); ++i) {
        auto* button = new PathButton(paths[i], recent_);
        connect(button, &PathButton::clicked, this, [this, path = paths[i]] { Q_EMIT recentRequested(path); });
        rows->addWidget(button, i, 0);
    }
    recent_->setVisible(!paths.isEmpty());
}

void WelcomePage::setDatasets(const QList<DatasetStatus>& datasets)
{
    QGridLayout* rows = rowsOf(datasets_);
    emptyRows(rows);
    rows->setColumnStretch(2, 1);
    for (int i = 0; i < datasets.size(); ++i) {
        const DatasetStatus& each = datasets[i];
        auto* sign = each.found ? new IconLabel(QStringLiteral("done"), Role::Good, statusIcon, datasets_)
                                : new IconLabel(QStringLiteral("idle"), Role::Muted, statusIcon, datasets_);
        sign->setAccessibleName(each.found ? tr("found") : tr("not found"));
        sign->setToolTip(sign->accessibleName());
        auto* label = new QLabel(each.label, datasets_);
        auto* detail = new TonedLabel(Role::Muted, datasets_);
        detail->setText(each.found ? each.detail : tr("not found: %1").arg(each.detail));
        detail->setWordWrap(true);
        detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
        rows->addWidget(sign, i, 0, Qt::AlignTop);
        rows->addWidget(label, i, 1, Qt::AlignTop);
        rows->addWidget(detail, i, 2, Qt::AlignTop);
    }
    datasets_->setVisible(!datasets.isEmpty());
}

}  // namespace isthmus::widgets
