#include "app/studio/landscape_desk.h"

#include "app/studio/landscape_workspace.h"
#include "widgets/landscape/chart_form.h"
#include "widgets/landscape/probe_panel.h"
#include "widgets/plots/barrier_plot.h"

#include <QTimer>

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::app {

namespace {

constexpr std::size_t mostBrushed = 5;  // members that a region gives
constexpr int forecastDelay = 300;      // ms after the last change of the form

/// Laying these out is the work itself.
bool costsMuchToLayOut(const QString& kind) { return kind == QLatin1String("hessian") || kind == QLatin1String("curve"); }

std::vector<widgets::AnchorLimits> limitsOf(const std::vector<engine::ChartAnchors>& charts)
{
    std::vector<widgets::AnchorLimits> limits;
    for (const engine::ChartAnchors& chart : charts) {
        widgets::AnchorLimits& of = limits.emplace_back();
        of.kind = QString::fromStdString(chart.chart);
        of.fewest = static_cast<int>(chart.fewest);
        if (chart.most < 1000)
            of.most = static_cast<int>(chart.most);
        for (const std::string& name : chart.usual)
            of.usual << QString::fromStdString(name);
    }
    return limits;
}

std::vector<std::string> plain(const QStringList& names)
{
    std::vector<std::string> all;
    for (const QString& name : names)
        all.push_back(name.toStdString());
    return all;
}

using Place = LandscapeSession::Place;

/// `count` of the places or fewer: one after the other that which is furthest from those taken, the first of all first.
std::vector<Place> farApart(const std::vector<Place>& places, std::size_t count)
{
    std::vector<Place> taken;
    std::vector<double> distance(places.size(), std::numeric_limits<double>::max());  // from those taken
    for (std::size_t next = 0; taken.size() < std::min(count, places.size());) {
        taken.push_back(places[next]);
        for (std::size_t i = 0; i < places.size(); ++i)
            distance[i] = std::min(distance[i], std::hypot(places[i][0] - taken.back()[0], places[i][1] - taken.back()[1]));
        next = static_cast<std::size_t>(std::max_element(distance.begin(), distance.end()) - distance.begin());
    }
    return taken;
}

}  // namespace

LandscapeDesk::LandscapeDesk(LandscapeWorkspace& workspace) : workspace_(workspace), forecastTimer_(new QTimer(this))
{
    forecastTimer_->setSingleShot(true);
    forecastTimer_->setInterval(forecastDelay);
    wireForm();
    wireSession();
    wireProbe();
    showState();
}

void LandscapeDesk::wireForm()
{
    widgets::ChartForm& form = workspace_.form();
    connect(&form, &widgets::ChartForm::changed, forecastTimer_, qOverload<>(&QTimer::start));
    connect(&workspace_, &LandscapeWorkspace::appeared, forecastTimer_, qOverload<>(&QTimer::start));
    connect(forecastTimer_, &QTimer::timeout, this, [this, &form] {
        if (!run_.empty() && form.valid() && !session_.evaluating() && workspace_.isVisible() && !costsMuchToLayOut(form.kind()))
            session_.forecast(request());
    });
    connect(&form, &widgets::ChartForm::evaluateRequested, this, &LandscapeDesk::evaluate);
    connect(&form, &widgets::ChartForm::stopRequested, this, [this] {
        session_.stop();
        showState();
    });
    connect(&form, &widgets::ChartForm::pauseRequested, this, [this](bool pause) {
        pause ? session_.pause() : session_.goOn();
        showState();
    });
    connect(&form, &widgets::ChartForm::networksRequested, this,
            [this](const QStringList& places) { finder_.find(places, run_); });
    connect(&finder_, &NetworkFinder::found, &form, &widgets::ChartForm::addNetworks);
    connect(&finder_, &NetworkFinder::failed, &form, &widgets::ChartForm::setAddingProblem);
}

void LandscapeDesk::wireSession()
{
    connect(&session_, &LandscapeSession::anchorsFound, this,
            [this](const QStringList& all, const std::vector<engine::ChartAnchors>& charts) {
                workspace_.form().setAnchorLimits(limitsOf(charts));
                workspace_.form().setAnchors(all);
                workspace_.probe().setTakenNames(all);
                forecastTimer_->start();
            });
    connect(&session_, &LandscapeSession::forecastMade, this,
            [this](const engine::LandscapeForecast& forecast) { workspace_.form().setForecast(forecast); });
    connect(&session_, &LandscapeSession::barriersFound, &workspace_.barriers(), &widgets::BarrierPlot::setBarriers);
    connect(&workspace_.barriers(), &widgets::BarrierPlot::pairPicked, this, [this](const QString& from, const QString& to) {
        workspace_.form().setChart({{"kind", "line"}}, {from, to});
        evaluate();
    });
    connect(&session_, &LandscapeSession::gridChanged, &workspace_, &LandscapeWorkspace::setGrid);
    connect(&session_, &LandscapeSession::progressed, this, [this](const LandscapeProgress& progress) {
        if (progress.searching)
            workspace_.form().setSearched(progress.done);
        else
            workspace_.form().setProgress(progress.done, progress.secondsLeft);
    });
    connect(&session_, &LandscapeSession::evaluationEnded, this, [this](bool, const QString& problem) {
        showState();
        if (!problem.isEmpty())
            workspace_.form().setState(engine::RunState::Failed, problem);
    });
    connect(&session_, &LandscapeSession::failed, this, &LandscapeDesk::problem);
}

void LandscapeDesk::wireProbe()
{
    widgets::ProbePanel& panel = workspace_.probe();
    connect(&workspace_, &LandscapeWorkspace::picked, this, &LandscapeDesk::probeAt);
    connect(&panel, &widgets::ProbePanel::placeEdited, this, [this](double x, double y, double z) { probeAt({x, y, z}); });
    connect(&panel, &widgets::ProbePanel::drawChosen, this, [this](int draw) {
        session_.lookAtDraw(draw);
        if (probed_)
            probeAt(probed_->place);
        setMembers(members_);
    });
    connect(&session_, &LandscapeSession::probed, this, [this](const engine::PointProbePtr& probe) {
        probed_ = probe;
        workspace_.probe().setProbe(probe);
    });
    connect(&panel, &widgets::ProbePanel::keepRequested, this, [this](const QString& name) {
        if (probed_)
            session_.keepAsAnchor(probed_->place, name);
    });
    connect(&session_, &LandscapeSession::anchorKept, &session_, &LandscapeSession::findAnchors);

    connect(&panel, &widgets::ProbePanel::pinRequested, this, [this] {
        if (!probed_)
            return;
        std::vector<Place> members = members_;
        members.push_back(probed_->place);
        setMembers(std::move(members));
    });
    connect(&panel, &widgets::ProbePanel::unpinRequested, this, [this](int member) {
        std::vector<Place> members = members_;
        members.erase(members.begin() + member);
        setMembers(std::move(members));
    });
    connect(&workspace_, &LandscapeWorkspace::memberMoved, this, [this](int member, const Place& place) {
        std::vector<Place> members = members_;
        members.at(static_cast<std::size_t>(member)) = place;
        setMembers(std::move(members));
    });
    connect(&workspace_, &LandscapeWorkspace::brushed, this, &LandscapeDesk::takeMembersFrom);
    connect(&session_, &LandscapeSession::ensembleProbed, &panel, &widgets::ProbePanel::setEnsemble);
}

engine::LandscapeRequest LandscapeDesk::request() const
{
    const widgets::ChartForm& form = workspace_.form();
    QStringList marks = form.marks();
    marks.removeIf([](const QString& name) {  // one for each task says more; but those of other runs were asked for
        return name.contains(QLatin1String("-vertex-")) && !name.endsWith(QLatin1String(".safetensors"));
    });
    return {.chart = form.chart(), .anchors = plain(form.anchors()), .marks = plain(marks), .tasks = form.tasks()};
}

void LandscapeDesk::evaluate()
{
    evaluated_ = true;
    clearProbe();
    session_.evaluate(request());
    showState();
}

void LandscapeDesk::clearProbe()
{
    probed_ = nullptr;
    workspace_.probe().setProbe(nullptr);
    workspace_.probe().setDraw(0);
    workspace_.setProbed(std::nullopt);
    setMembers({});
}

void LandscapeDesk::showState()
{
    workspace_.form().setState(!session_.evaluating() ? engine::RunState::Idle
                               : session_.paused()    ? engine::RunState::Paused
                                                      : engine::RunState::Running);
}

void LandscapeDesk::setSnapshot(const engine::RunSnapshotPtr& snapshot, bool training, const std::filesystem::path& dataDir)
{
    const std::string folder = snapshot ? snapshot->folder : std::string();
    const bool another = folder != run_;
    if (another) {
        run_ = folder;
        learned_ = -1;
        evaluated_ = false;
        finder_.giveUp();
        workspace_.form().setRunFolder(QString::fromStdString(folder));
        workspace_.setGrid(nullptr);
        clearProbe();
        workspace_.barriers().setBarriers(nullptr);
        workspace_.setTaskCount(snapshot ? snapshot->accuracy().tasks() : 0);
    }
    const bool turned = training != training_;
    training_ = training;
    if (another || (turned && !evaluated_)) {
        session_.setRun(folder, dataDir, training ? 1 : 0);  // the other threads are the training's
        showState();
    }
    const int learned = snapshot ? snapshot->accuracy().learned() : 0;
    if (learned != learned_) {
        learned_ = learned;
        workspace_.setTaskCount(snapshot ? snapshot->accuracy().tasks() : 0);
        workspace_.setReached(learned);
        session_.findAnchors();
    }
    if (!training && (another || turned))
        session_.findBarriers();
}

void LandscapeDesk::setLive(const engine::LivePicturePtr& picture)
{
    if (!evaluated_ && picture->grid)
        workspace_.setGrid(picture->grid);
}

void LandscapeDesk::probeAt(const Place& place)
{
    if (!evaluated_)
        return;
    workspace_.probe().setAwaited(place);
    workspace_.setProbed(place);
    session_.probe(place);
}

void LandscapeDesk::setMembers(std::vector<Place> members)
{
    members_ = std::move(members);
    workspace_.setMembers(members_);
    workspace_.probe().setPins(members_);
    if (evaluated_ && !members_.empty())
        session_.probeEnsemble(members_);
}

void LandscapeDesk::takeMembersFrom(const QRectF& region)
{
    const engine::LandscapeGridPtr& grid = workspace_.plane();
    if (!grid)
        return;
    std::vector<Place> inside;
    for (std::size_t row = 0; row < grid->rows(); ++row)
        for (std::size_t column = 0; column < grid->columns(); ++column)
            if (const QPointF place(grid->axes[0].points[column], grid->axes[1].points[row]);
                grid->hasPoint(row * grid->columns() + column) && region.contains(place))
                inside.push_back(workspace_.onPlane(place));
    setMembers(farApart(inside, mostBrushed));
}

}  // namespace isthmus::app
