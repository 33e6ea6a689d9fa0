#include "widgets/queue/sweep_axis_row.h"

#include "widgets/theme/icons.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace isthmus::widgets {

SweepAxisRow::SweepAxisRow(const std::vector<OptionPath>& options, QWidget* parent)
    : QWidget(parent), options_(options), option_(new QComboBox(this)), values_(new QLineEdit(this))
{
    option_->setObjectName(QStringLiteral("sweep-option"));
    option_->setAccessibleName(tr("Option"));
    option_->setEditable(true);
    option_->setInsertPolicy(QComboBox::NoInsert);
    option_->lineEdit()->setPlaceholderText(tr("Search an option"));
    option_->setMinimumContentsLength(34);
    for (const OptionPath& each : options_)
        option_->addItem(tr("%1 — %2").arg(each.path, each.label), each.path);
    option_->setCurrentIndex(-1);
    option_->completer()->setFilterMode(Qt::MatchContains);
    option_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    option_->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    values_->setObjectName(QStringLiteral("sweep-values"));
    values_->setAccessibleName(tr("Values"));
    values_->setPlaceholderText(tr("0.01, 0.1"));
    values_->setMinimumWidth(220);
    auto* remove = new QToolButton(this);
    remove->setIcon(icon(QStringLiteral("clear")));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Take this option out"));
    remove->setAccessibleName(remove->toolTip());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(option_, 3);
    row->addWidget(values_, 2);
    row->addWidget(remove);
    connect(option_, &QComboBox::editTextChanged, this, [this] {
        showAllowed();
        Q_EMIT edited();
    });
    connect(values_, &QLineEdit::textChanged, this, &SweepAxisRow::edited);
    connect(remove, &QAbstractButton::clicked, this, &SweepAxisRow::removed);
}

/// The path alone may be typed, too.
QString SweepAxisRow::path() const
{
    const QString typed = option_->currentText().trimmed();
    const int row = option_->findText(typed);
    return row >= 0 ? option_->itemData(row).toString() : typed.section(u' ', 0, 0);
}

QString SweepAxisRow::values() const { return values_->text(); }

void SweepAxisRow::setPath(const QString& path) { option_->setCurrentIndex(option_->findData(path)); }

void SweepAxisRow::beginTyping()
{
    if (path().isEmpty())
        option_->setFocus();
    else
        values_->setFocus();
}

void SweepAxisRow::showAllowed()
{
    const QString now = path();
    const auto known = std::find_if(options_.begin(), options_.end(), [&](const OptionPath& each) { return each.path == now; });
    const QString allowed = known == options_.end() ? QString() : known->allowed;
    values_->setToolTip(allowed);
    values_->setPlaceholderText(allowed.isEmpty() ? tr("0.01, 0.1") : allowed);
}

}  // namespace isthmus::widgets
