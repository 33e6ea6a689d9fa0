#pragma once
#include "widgets/landscape/added_network.h"

#include <QStringList>
#include <QWidget>

#include <limits>
#include <map>
#include <vector>

class QPushButton;

namespace isthmus::widgets {

class AnchorList;
class ElidedLabel;
class ProblemLine;

/// How many networks a kind of chart is laid through, and which ones when nobody says.
struct AnchorLimits {
    static constexpr int anyNumber = std::numeric_limits<int>::max();

    QString kind;
    int fewest = 0;
    int most = anyNumber;
    QStringList usual = {};
};

/// Chooses the networks that a chart is laid through: the run's own, and those of other runs or files that were added. Every kind
/// of chart keeps its own choice; until there is one, it has the usual networks.
class AnchorChoice final : public QWidget {
    Q_OBJECT
public:
    explicit AnchorChoice(QWidget* parent = nullptr);

    /// The run is in this folder; another one takes with it what was added to the one before. Emits nothing.
    void setRunFolder(const QString& folder);
    /// Names of the run's networks, in the order in which they came about.
    void setNames(const QStringList& names);
    void setLimits(const std::vector<AnchorLimits>& limits);
    /// Emits nothing, nor do the other setters.
    void setKind(const QString& kind);
    /// Chosen for the present kind; empty: the usual ones.
    void setChosen(const QStringList& names);

    /// Adds networks from elsewhere and chooses them, as the user wanted.
    void add(const QList<AddedNetwork>& networks);
    /// Asks which of these to add.
    void offer(const QList<AddedNetwork>& networks);
    /// Why what was asked for cannot be added; empty: nothing is wrong.
    void setAddingProblem(const QString& problem);

    /// Names, and paths of those from elsewhere.
    QStringList chosen() const;
    QStringList others() const;  ///< that are not chosen
    /// "must be 3 for this chart, not 2"; empty when the choice can be used.
    QString problem() const;

Q_SIGNALS:
    void chosenChanged();                              ///< by the user
    void networksRequested(const QStringList& paths);  ///< files and folders whose networks are to be added

private:
    QPushButton* makeFrom();
    void askForRun();
    void askForFiles();
    void request(const QStringList& paths);
    const AnchorLimits* limits() const;
    QStringList usual() const;
    void refresh();

    QString folder_;
    QStringList names_;
    std::vector<AnchorLimits> limits_;
    QString kind_;
    std::map<QString, QStringList> own_;  ///< what the user has chosen, by kind
    AnchorList* list_ = nullptr;
    ProblemLine* problemLine_ = nullptr;
    ProblemLine* addingProblem_ = nullptr;
    ElidedLabel* summary_ = nullptr;  ///< the chosen ones, which may be far apart in the list
    QPushButton* usualOnes_ = nullptr;
};

}  // namespace isthmus::widgets
