#include "widgets/compare/choice_row.h"

#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int longestKept = 20;  ///< average characters; what is longer gives way where there is no room

/// Where there is little room, the boxes that are wider than what they say give way first.
void keepRoomForText(QComboBox& box)
{
    const QFontMetrics metrics = box.fontMetrics();
    int widest = 0;
    for (int k = 0; k < box.count(); ++k)
        widest = std::max(widest, metrics.horizontalAdvance(box.itemText(k)));
    const int shown = metrics.horizontalAdvance(box.currentText());
    const int around = box.sizeHint().width() - std::max(widest, metrics.horizontalAdvance(u'X') * box.minimumContentsLength());
    box.setMinimumWidth(std::min(shown, longestKept * metrics.averageCharWidth()) + around);
}

}  // namespace

ChoiceRow::ChoiceRow(QWidget* parent) : QWidget(parent), row_(new QHBoxLayout(this))
{
    row_->setContentsMargins(12, 6, 12, 0);
    row_->setSpacing(8);
    row_->addStretch(1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void ChoiceRow::add(const QString& label, const char* name, const QList<Choice>& choices)
{
    auto* words = new QLabel(label);
    auto* choice = new QComboBox;
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleName(label);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice->setMinimumContentsLength(4);
    choice->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    words->setBuddy(choice);
    addWidget(words);
    addWidget(choice);
    setChoices(name, choices);
    connect(choice, &QComboBox::currentIndexChanged, this, [choice] { keepRoomForText(*choice); });
    connect(choice, &QComboBox::currentIndexChanged, this, &ChoiceRow::changed);
}

void ChoiceRow::addWidget(QWidget* widget) { row_->insertWidget(row_->count() - 1, widget); }

void ChoiceRow::setChoices(const char* name, const QList<Choice>& choices)
{
    QComboBox* choice = box(name);
    const QSignalBlocker quiet(choice);
    const QVariant before = choice->currentData();
    choice->clear();
    for (const Choice& each : choices)
        choice->addItem(each.text, each.value);
    choice->setCurrentIndex(std::max(0, choice->findData(before)));
    keepRoomForText(*choice);
}

QComboBox* ChoiceRow::box(const char* name) const { return findChild<QComboBox*>(QLatin1String(name)); }

QVariant ChoiceRow::value(const char* name) const { return box(name)->currentData(); }

void ChoiceRow::setValue(const char* name, const QVariant& value) { box(name)->setCurrentIndex(box(name)->findData(value)); }

void ChoiceRow::setEnabledChoice(const char* name, bool enabled) { box(name)->setEnabled(enabled); }

}  // namespace isthmus::widgets
