#include "widgets/library/run_menus.h"

#include "widgets/library/run_table_model.h"

#include <QCoreApplication>
#include <QHash>
#include <QHeaderView>
#include <QMenu>

#include <map>
#include <set>

namespace isthmus::widgets {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("LibraryPanel", text); }

QAction* addTick(QMenu& menu, const QString& text, bool ticked)
{
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(ticked);
    return action;
}

/// Values of each option over all runs, and the options in the order in which they are declared.
struct OptionValues {
    QStringList order;
    std::map<QString, std::set<std::string>> values;
};

OptionValues optionValues(const RunTableModel& runs)
{
    OptionValues all;
    for (const engine::RunRecordPtr& run : runs.records())
        for (const auto& [name, value] : run->options) {
            const QString path = QString::fromStdString(name);
            if (!all.values.contains(path))
                all.order += path;
            all.values[path].insert(value);
        }
    return all;
}

/// `all` with or without `one`.
QStringList changed(QStringList all, const QString& one, bool with)
{
    all.removeAll(one);
    if (with)
        all += one;
    return all;
}

}  // namespace

void fillColumnsMenu(QMenu& menu, const RunTableModel& runs, const std::function<void(const QStringList& ids)>& choose,
                     const std::function<void()>& usual)
{
    menu.clear();
    const QStringList shown = runs.columns();
    const auto add = [&](QMenu& to, const QString& id, const QString& text) {
        QObject::connect(addTick(to, text, shown.contains(id)), &QAction::toggled, &menu,
                         [=](bool on) { choose(changed(shown, id, on)); });
    };
    for (const QString& id : runFields())
        if (id != QLatin1String("name"))  // the rows would have no beginning
            add(menu, id, RunColumn(id).label());
    QMenu* measures = menu.addMenu(tr("&Measures"));
    for (const engine::Measure& measure : engine::measureTable())
        add(*measures, QString::fromUtf8(measure.id), QString::fromUtf8(measure.label));
    QMenu* options = menu.addMenu(tr("&Options"));
    QHash<QString, QMenu*> sections;
    for (const QString& path : optionValues(runs).order) {
        if (!path.contains(u'.'))
            continue;
        const QString section = path.section(u'.', 0, 0);
        if (!sections.contains(section))
            sections[section] = options->addMenu(section);
        add(*sections[section], path, path);
    }
    options->setEnabled(!sections.isEmpty());
    menu.addSeparator();
    QObject::connect(menu.addAction(tr("&Usual columns")), &QAction::triggered, &menu, usual);
}

void fillGroupsMenu(QMenu& menu, const RunTableModel& runs, const std::optional<QStringList>& by,
                    const std::function<void(const std::optional<QStringList>& by)>& choose)
{
    menu.clear();
    const auto add = [&](const QString& text, bool chosen, const std::optional<QStringList>& then) {
        QObject::connect(addTick(menu, text, chosen), &QAction::triggered, &menu, [=] { choose(then); });
    };
    add(tr("&No groups"), !by, std::nullopt);
    add(tr("&Same but for the seed"), by && by->isEmpty(), QStringList());
    menu.addSection(tr("By these options"));
    const OptionValues options = optionValues(runs);
    for (const QString& path : options.order) {
        const bool chosen = by && by->contains(path);
        if (!chosen && (options.values.at(path).size() < 2 || path == QLatin1String("name") || path.startsWith(u"execution.")))
            continue;
        const QStringList then = changed(by.value_or(QStringList()), path, !chosen);
        add(path, chosen, then.isEmpty() ? std::nullopt : std::optional(then));
    }
}

void fillSortMenu(QMenu& menu, QHeaderView& header)
{
    const bool up = header.sortIndicatorOrder() == Qt::AscendingOrder;
    for (int place = 0; place < header.count(); ++place) {
        const int section = header.logicalIndex(place);
        const bool now = section == header.sortIndicatorSection();
        const QString name = header.model()->headerData(section, Qt::Horizontal).toString().simplified();
        const QString text = !now ? name : up ? tr("%1, ascending").arg(name) : tr("%1, descending").arg(name);
        const Qt::SortOrder then = now && up ? Qt::DescendingOrder : Qt::AscendingOrder;
        QObject::connect(addTick(menu, text, now), &QAction::triggered, &header,
                         [&header, section, then] { header.setSortIndicator(section, then); });
    }
}

}  // namespace isthmus::widgets
