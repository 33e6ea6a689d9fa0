#pragma once
#include <QStringList>

#include <functional>
#include <optional>

class QHeaderView;
class QMenu;

namespace isthmus::widgets {

class RunTableModel;

/// Fills a menu with the columns that a table of these runs may have, the shown ones ticked. `choose` gets the ids of the columns
/// wanted; `usual` is called for those that it begins with.
void fillColumnsMenu(QMenu& menu, const RunTableModel& runs, const std::function<void(const QStringList& ids)>& choose,
                     const std::function<void()>& usual);

/// Fills a menu with what these runs may be grouped by: options in which they differ, of which several may be ticked. `by` as
/// GroupedRuns has it.
void fillGroupsMenu(QMenu& menu, const RunTableModel& runs, const std::optional<QStringList>& by,
                    const std::function<void(const std::optional<QStringList>& by)>& choose);

/// The columns that are shown; choosing the one by which rows are sorted turns their order round.
void fillSortMenu(QMenu& menu, QHeaderView& header);

}  // namespace isthmus::widgets
