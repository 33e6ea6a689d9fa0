#include "widgets/commands/palette_model.h"

#include "widgets/commands/fuzzy_match.h"

#include <QAction>
#include <QRegularExpression>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int fewestForPlace = 3;  ///< letters: one or two are in nearly every menu's name

}  // namespace

void PaletteModel::setEntries(const QList<MenuEntry>& entries, const QStringList& recent)
{
    entries_ = entries;
    const auto age = [&](const MenuEntry& entry) {
        const qsizetype at = recent.indexOf(entry.id());
        return at < 0 ? recent.size() + entry.menus.size() : at;
    };
    std::stable_sort(entries_.begin(), entries_.end(), [&](const MenuEntry& a, const MenuEntry& b) { return age(a) < age(b); });
    setTyped({});
}

void PaletteModel::setTyped(const QString& typed)
{
    beginResetModel();
    shown_.clear();
    for (const MenuEntry& entry : std::as_const(entries_)) {
        const QString name = entry.name();
        // The menu counts too, behind the name: "theme dark" is not what the entry is called.
        auto match = fuzzyMatch(name, typed);
        if (!match && typed.size() >= fewestForPlace
            && (match = fuzzyMatch(name + QLatin1Char(' ') + entry.place() + QLatin1Char(' ') + name, typed)))
            match->score = std::min(match->score, 0);
        if (!match)
            continue;
        const auto outside = [&](int at) { return at >= name.size(); };
        match->positions.erase(std::remove_if(match->positions.begin(), match->positions.end(), outside), match->positions.end());
        shown_.append({entry, match->score, match->positions});
    }
    std::stable_sort(shown_.begin(), shown_.end(), [](const Shown& a, const Shown& b) { return a.score > b.score; });
    endResetModel();
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Shown& row = shown_[index.row()];
    const QAction& action = *row.entry.action;
    const QString reason = action.isEnabled() ? QString() : whyNot(action);
    const QString place = reason.isEmpty() ? row.entry.place() : reason;
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    switch (role) {
    case Qt::DisplayRole:
        return row.entry.name();
    case Qt::ToolTipRole:
        return action.toolTip();
    case Qt::CheckStateRole:
        return action.isCheckable() ? QVariant(action.isChecked() ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleTextRole:
        return QStringList({row.entry.name(), keys, action.isEnabled() ? QString() : tr("not available"), place})
            .filter(QRegularExpression(QStringLiteral(".")))
            .join(QStringLiteral(", "));
    case Place:
        return place;
    case Keys:
        return keys;
    case Letters:
        return QVariant::fromValue(row.letters);
    case Usable:
        return action.isEnabled();
    default:
        return {};
    }
}

}  // namespace isthmus::widgets
