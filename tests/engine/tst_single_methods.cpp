// The methods that train one network, each against its definition written out: float64, step by step, gradients of the written
// objective.
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::tests;

namespace {

const TrainingSettings settings{.epochs = 2, .batchSize = 8, .learningRate = 0.1, .decay = 0.9};
constexpr std::int64_t steps = 8;  // of two epochs

at::Tensor gradientOf(const at::Tensor& w, const Examples& batch)
{
    return slowGradient(w, [&](const at::Tensor& leaf) { return slowLoss(leaf, batch); });
}

/// (1/N) sum over examples of the squared gradient of -ln p(label), one example after the other.
at::Tensor slowFisher(const at::Tensor& w, const Examples& examples)
{
    at::Tensor sum = at::zeros_like(w);
    for (std::int64_t i = 0; i < examples.count(); ++i) {
        const at::Tensor g = gradientOf(w, examples.slice(i, 1));
        sum = sum + g * g;
    }
    return sum / static_cast<double>(examples.count());
}

}  // namespace

class SingleMethodsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sgd()
    {
        TinyMethod method(Json{{"kind", "sgd"}});
        at::Tensor w = method->weights().clone();
        for (int task = 1; task <= 2; ++task) {
            method.learn(task, tinyTask(static_cast<std::uint64_t>(task)), settings);
            for (std::int64_t step = 0; step < steps; ++step)
                w = w
                    - gradientOf(w, slowBatch(tinyTask(static_cast<std::uint64_t>(task)), step, 8, task)) * settings.rateAt(task);
        }
        QVERIFY(largestDifference(method->weights(), w) < 1e-12);
        QVERIFY(method.memory().empty());
    }

    void momentumRestsBetweenTasks()
    {
        TrainingSettings moving = settings;
        moving.momentum = 0.6;
        TinyMethod method(Json{{"kind", "sgd"}});
        at::Tensor w = method->weights().clone();
        for (int task = 1; task <= 2; ++task) {
            method.learn(task, tinyTask(1), moving);
            at::Tensor v = at::zeros_like(w);
            for (std::int64_t step = 0; step < steps; ++step) {
                v = v * 0.6 + gradientOf(w, slowBatch(tinyTask(1), step, 8, task));
                w = w - v * moving.rateAt(task);
            }
        }
        QVERIFY(largestDifference(method->weights(), w) < 1e-12);
    }

    void stableSgdHasADecayWithAFloor()
    {
        TinyMethod method({{"kind", "stable_sgd"}, {"smallest_learning_rate", 0.085}});
        at::Tensor w = method->weights().clone();
        for (int task = 1; task <= 3; ++task) {  // 0.1, 0.09, then 0.085 and not 0.081
            method.learn(task, tinyTask(1), settings);
            const double rate = task == 1 ? 0.1 : task == 2 ? 0.09 : 0.085;
            for (std::int64_t step = 0; step < steps; ++step)
                w = w - gradientOf(w, slowBatch(tinyTask(1), step, 8, task)) * rate;
        }
        QVERIFY(largestDifference(method->weights(), w) < 1e-12);
    }

    void stableSgdBringsItsOwnSettings()
    {
        const Experiment experiment(Json{{"method", {{"kind", "stable_sgd"}}}});
        QVERIFY(experiment.at("model.dropout").get<double>() > 0.0);
        QVERIFY(experiment.at("training.learning_rate_decay").get<double>() < 0.9);
        const Experiment given(Json{{"method", {{"kind", "stable_sgd"}}}, {"model", {{"dropout", 0.0}}}});
        QCOMPARE(given.at("model.dropout").get<double>(), 0.0);
    }

    /// What a method brings along is held to what an experiment may say.
    void everyMethodsSettingsAreAllowed()
    {
        for (const MethodInfo& row : methodTable()) {
            const Experiment experiment(Json{{"method", row.declaration->id}});
            QCOMPARE(Experiment(experiment.values()).values(), experiment.values());
            for (const auto& [path, value] : row.declaration->defaults)
                QVERIFY2(experiment.at(path) == value, path.c_str());
        }
    }

    void dropoutIsWhereItWasAskedFor()
    {
        TrainingSettings dropping = settings;
        dropping.dropout = 0.5;
        TinyMethod with(Json{{"kind", "sgd"}});
        TinyMethod without(Json{{"kind", "sgd"}});
        with.learn(1, tinyTask(1), dropping);
        without.learn(1, tinyTask(1), settings);
        QVERIFY(largestDifference(with->weights(), without->weights()) > 1e-3);
    }

    void ewc_data()
    {
        QTest::addColumn<bool>("online");
        QTest::newRow("per task") << false;
        QTest::newRow("online") << true;
    }

    void ewc()
    {
        QFETCH(bool, online);
        Json options{{"kind", "ewc"}, {"strength", 3.0}, {"form", online ? "online" : "per_task"}, {"importance_examples", 20}};
        if (online)
            options["forgetting_factor"] = 0.7;
        TinyMethod method(options);
        at::Tensor w = method->weights().clone();
        std::vector<std::pair<at::Tensor, at::Tensor>> penalties;  // importance, solution
        for (int task = 1; task <= 3; ++task) {
            const Examples train = tinyTask(static_cast<std::uint64_t>(task));
            method.learn(task, train, settings);
            for (std::int64_t step = 0; step < steps; ++step) {
                const Examples batch = slowBatch(train, step, 8, task);
                w = w - slowGradient(w, [&](const at::Tensor& leaf) {
                            at::Tensor loss = slowLoss(leaf, batch);
                            for (const auto& [f, solution] : penalties)
                                loss = loss + (f * (leaf - solution).square()).sum() * (3.0 / 2.0);
                            return loss;
                        }) * settings.rateAt(task);
            }
            const auto chosen = slowStream(tinySeeds.run, "importance", task, 0).sample(20, 30);
            const at::Tensor f = slowFisher(w, train.at(at::tensor(chosen, at::kLong)));
            if (online && !penalties.empty())
                penalties = {{penalties.front().first * 0.7 + f, w}};
            else
                penalties.emplace_back(f, w);
            QVERIFY2(largestDifference(method->weights(), w) < 1e-11, qPrintable(QString::number(task)));
        }
        QVERIFY(largestDifference(method->weights(), method->state().at("vertices")[0]) == 0.0);
    }

    /// Of a softmax layer alone (no hidden layers) the Fisher information is known: for class c and input k the mean over
    /// examples of (p_c - y_c)^2 x_k^2, for its bias without x_k^2.
    void ewcImportanceOfASoftmaxLayer()
    {
        const auto network = perceptron({});
        TinyMethod method({{"kind", "ewc"}, {"importance_examples", 30}}, network);
        const Examples train = tinyTask(4);
        method.learn(1, train, settings);
        const at::Tensor w = method->weights();
        const at::Tensor p = network->logits(w, train).softmax(1);
        const at::Tensor error = (p - at::one_hot(train.labels, 3)).square();  // [30, 3]
        const at::Tensor ofWeights = at::mm(error.t(), train.images.square()) / 30.0;
        const at::Tensor expected = at::cat({ofWeights.flatten(), error.mean(0)});
        QVERIFY(largestDifference(method->state().at("importance"), expected) < 1e-12);
    }

    void agemTurnsOnlyWhatConflicts()
    {
        TinyMethod method({{"kind", "agem"}, {"memory_per_class", 2}, {"reference_batch_size", 5}});
        at::Tensor w = method->weights().clone();
        Examples memory;
        int turned = 0;
        int kept = 0;
        for (int task = 1; task <= 3; ++task) {
            const Examples train = tinyTask(static_cast<std::uint64_t>(task));
            method.learn(task, train, settings);
            for (std::int64_t step = 0; step < steps; ++step) {
                at::Tensor g = gradientOf(w, slowBatch(train, step, 8, task));
                if (memory.labels.defined()) {
                    Random pick = slowStream(tinySeeds.memory, "replay", task, step);
                    const at::Tensor r = gradientOf(w, slowDraw(memory, 5, pick));
                    const double along = g.dot(r).item<double>();
                    (along < 0.0 ? turned : kept)++;
                    if (along < 0.0)
                        g = g - r * (along / r.dot(r).item<double>());
                    QVERIFY(g.dot(r).item<double>() > -1e-12);  // no longer against the memory
                }
                w = w - g * settings.rateAt(task);
            }
            const Examples current = slowKept(train, 2, task);
            memory = memory.labels.defined() ? joined(memory, current) : current;
        }
        QVERIFY2(turned > 0 && kept > 0, "the problem shows both cases");
        QVERIFY(largestDifference(method->weights(), w) < 1e-11);
    }

    void erWithARing()
    {
        TinyMethod method({{"kind", "er"}, {"memory_per_class", 2}, {"replay_batch_size", 5}});
        at::Tensor w = method->weights().clone();
        Examples memory;
        for (int task = 1; task <= 3; ++task) {
            const Examples train = tinyTask(static_cast<std::uint64_t>(task));
            method.learn(task, train, settings);
            for (std::int64_t step = 0; step < steps; ++step) {
                Examples batch = slowBatch(train, step, 8, task);
                if (memory.labels.defined()) {
                    Random pick = slowStream(tinySeeds.memory, "replay", task, step);
                    batch = joined(batch, slowDraw(memory, 5, pick));
                }
                w = w - gradientOf(w, batch) * settings.rateAt(task);
            }
            const Examples current = slowKept(train, 2, task);
            memory = memory.labels.defined() ? joined(memory, current) : current;
        }
        QVERIFY(largestDifference(method->weights(), w) < 1e-12);
        QCOMPARE(method.memory().count(), std::int64_t{18});
    }

    void erWithAReservoir()
    {
        TinyMethod method({{"kind", "er"}, {"buffer", "reservoir"}, {"memory_per_class", 2}, {"replay_batch_size", 5}},
                          perceptron({4}), 6);
        at::Tensor w = method->weights().clone();
        std::vector<std::pair<at::Tensor, at::Tensor>> memory;  // image, label
        std::int64_t seen = 0;
        const auto offer = [&](const Examples& batch, int task, std::int64_t step) {
            Random random = slowStream(tinySeeds.memory, "reservoir", task, step);
            for (std::int64_t i = 0; i < batch.count(); ++i) {
                const std::pair<at::Tensor, at::Tensor> one{batch.images[i], batch.labels[i]};
                ++seen;
                if (memory.size() < 12)
                    memory.push_back(one);
                else if (const auto place = random.below(static_cast<std::uint64_t>(seen)); place < 12)
                    memory[place] = one;
            }
        };
        for (int task = 1; task <= 2; ++task) {
            const Examples train = tinyTask(static_cast<std::uint64_t>(task));
            method.learn(task, train, settings);
            for (std::int64_t step = 0; step < steps; ++step) {
                if (step >= 1 && step <= 4)
                    offer(slowBatch(train, step - 1, 8, task), task, step - 1);
                Examples batch = slowBatch(train, step, 8, task);
                if (!memory.empty()) {
                    std::vector<at::Tensor> images;
                    std::vector<at::Tensor> labels;
                    for (const auto& [image, label] : memory) {
                        images.push_back(image);
                        labels.push_back(label);
                    }
                    Random pick = slowStream(tinySeeds.memory, "replay", task, step);
                    batch = joined(batch, slowDraw({at::stack(images), at::stack(labels)}, 5, pick));
                }
                w = w - gradientOf(w, batch) * settings.rateAt(task);
            }
        }
        QCOMPARE(seen, std::int64_t{60});
        QCOMPARE(method.memory().offered(), std::int64_t{60});
        QCOMPARE(method.memory().count(), std::int64_t{12});
        QVERIFY(largestDifference(method->weights(), w) < 1e-12);
    }

    void mcSgd_data()
    {
        QTest::addColumn<bool>("even");
        QTest::addColumn<bool>("chain");
        QTest::newRow("one random position, no chain factor") << false << false;
        QTest::newRow("one random position") << false << true;
        QTest::newRow("evenly spaced") << true << true;
        QTest::newRow("evenly spaced, no chain factor") << true << false;
    }

    void mcSgd()
    {
        QFETCH(bool, even);
        QFETCH(bool, chain);
        Json options{{"kind", "mc_sgd"},
                     {"memory_per_class", 2},
                     {"connect_steps", 6},
                     {"connect_batch_size", 4},
                     {"connect_learning_rate", 0.03},
                     {"connect_momentum", 0.4},
                     {"connect_schedule", "constant"},
                     {"connect_start", 0.3},
                     {"current_examples", 12},
                     {"memory_share", 0.5},
                     {"chain_factor", chain},
                     {"line_samples", even ? "even" : "random"}};
        if (even)
            options["even_samples"] = 4;
        TinyMethod method(options);
        at::Tensor w = method->weights().clone();
        at::Tensor previous;
        Examples memory;
        for (int task = 1; task <= 3; ++task) {
            const Examples train = tinyTask(static_cast<std::uint64_t>(task));
            method.learn(task, train, settings);
            for (std::int64_t step = 0; step < steps; ++step)
                w = w - gradientOf(w, slowBatch(train, step, 8, task)) * settings.rateAt(task);
            if (task > 1) {
                const at::Tensor learned = w;
                w = previous + (learned - previous) * 0.3;
                const auto chosen = slowStream(tinySeeds.memory, "current", task, 0).sample(12, 30);
                const Examples current = train.at(at::tensor(chosen, at::kLong));
                at::Tensor v = at::zeros_like(w);
                for (std::int64_t step = 0; step < 6; ++step) {
                    std::vector<double> positions{0.25, 0.5, 0.75, 1.0};
                    if (!even)
                        positions = {1.0 - slowStream(tinySeeds.run, "connect", task, step).uniform()};
                    Random pick = slowStream(tinySeeds.memory, "connect", task, step);
                    const Examples old = slowDraw(memory, 4, pick);
                    const Examples recent = slowDraw(current, 4, pick);
                    at::Tensor g = at::zeros_like(w);
                    for (const double s : positions) {
                        const at::Tensor atPoint =
                            gradientOf(previous + (w - previous) * s, old) + gradientOf(learned + (w - learned) * s, recent);
                        g = g + atPoint * ((chain ? s : 1.0) / static_cast<double>(positions.size()));
                    }
                    v = v * 0.4 + g;
                    w = w - v * 0.03;
                }
            }
            const Examples current = slowKept(train, 2, task);
            memory = memory.labels.defined() ? joined(memory, current) : current;
            previous = w;
            QVERIFY2(largestDifference(method->weights(), w) < 1e-11, qPrintable(QString::number(task)));
        }
    }

    void multitaskGoesOverAllTasksSoFar()
    {
        // Ten images a task, each of one shade, so that an example tells its task and its number.
        Dataset dataset;
        dataset.id = "shades";
        dataset.classes = 3;
        dataset.mean = {0.0};
        dataset.deviation = {1.0};
        for (ImageSet* split : {&dataset.train, &dataset.test}) {
            *split = {.count = 30, .channels = 1, .height = 2, .width = 3, .pixels = {}, .labels = {}};
            for (int i = 0; i < 30; ++i) {
                split->pixels.insert(split->pixels.end(), 6, static_cast<std::uint8_t>(8 * i));
                split->labels.push_back(static_cast<std::uint16_t>(i % 3));
            }
        }
        const Json benchmark =
            Experiment(Json{{"benchmark", {{"kind", "split"}, {"tasks", 3}, {"classes_per_task", 1}}}}).section("benchmark");
        TaskSource tasks(dataset, benchmark, 1, at::kCPU);
        TinyMethod method(Json{{"kind", "multitask"}});
        NamedTensors single = method->state();
        single["vertices"] = single["vertices"].to(at::kFloat);  // as the images are
        method->restore(single);
        at::Tensor w = method->weights().to(at::kDouble);
        const TrainCounts counts{10, 10, 10};
        for (int task = 1; task <= 3; ++task) {
            const auto phases = method->phases(task, counts, settings);
            QCOMPARE(phases.at(0).steps, std::int64_t{2 * ((10 * task + 7) / 8)});
            const Examples train = tasks.train(task);
            BatchOrder order(10, 8, tinySeeds.order, task);
            const TaskContext context{task, train, order, settings, tinySeeds, &tasks};
            Examples all = tasks.train(1);
            for (int other = 2; other <= task; ++other)
                all = joined(all, tasks.train(other));
            all.images = all.images.to(at::kDouble);
            for (std::int64_t step = 0; step < phases.at(0).steps; ++step) {
                method->step("learn", step, context);
                w = w - gradientOf(w, slowBatch(all, step, 8, task)) * settings.rateAt(task);
            }
            QVERIFY2(largestDifference(method->weights().to(at::kDouble), w) < 1e-5, qPrintable(QString::number(task)));
        }
    }

    /// A method restored from its state in the middle of a task goes on as the one that was not interrupted.
    void stateRestoresMidway_data()
    {
        QTest::addColumn<QString>("options");
        for (const char* options :
             {R"({"kind": "sgd"})", R"({"kind": "stable_sgd"})", R"({"kind": "ewc", "importance_examples": 25})",
              R"({"kind": "ewc", "form": "online"})", R"({"kind": "agem"})", R"({"kind": "er"})",
              R"({"kind": "er", "buffer": "reservoir", "memory_per_class": 2})", R"({"kind": "mc_sgd", "connect_steps": 6})",
              R"({"kind": "subspace_connectivity", "connect_steps": 6, "connect_momentum": 0.5})",
              R"({"kind": "subspace_ensemble", "layerwise": true, "diversity": 0.1})",
              R"({"kind": "vanilla_ensemble", "base": {"kind": "er", "buffer": "reservoir"}})",
              R"({"kind": "vanilla_ensemble", "base": "mc_sgd"})", R"({"kind": "batch_ensemble"})"})
            QTest::newRow(options) << options;
    }

    void stateRestoresMidway()
    {
        QFETCH(QString, options);
        TrainingSettings moving = settings;
        moving.momentum = 0.5;
        const Json json = Json::parse(options.toStdString());
        const Examples train = tinyTask(2);
        const auto phases = TinyMethod(json)->phases(2, {30, 30}, moving);
        std::int64_t total = 0;
        for (const Phase& phase : phases)
            total += phase.steps;
        for (const std::int64_t cut : {std::int64_t{0}, std::int64_t{3}, steps - 1, std::min(steps, total - 1), total - 1}) {
            TinyMethod whole(json);
            TinyMethod other(json);
            whole.learn(1, tinyTask(1), moving);
            BatchOrder order(train.count(), moving.batchSize, tinySeeds.order, 2);
            const TaskContext context{2, train, order, moving, tinySeeds};
            std::int64_t done = 0;
            bool copied = false;
            for (const Phase& phase : phases) {
                whole->beginPhase(phase.name, context);
                if (copied)
                    other->beginPhase(phase.name, context);
                for (std::int64_t step = 0; step < phase.steps; ++step, ++done) {
                    if (done == cut) {
                        copy(whole, other);
                        copied = true;
                    }
                    whole->beforeStep(phase.name, step, context);
                    const double loss = whole->step(phase.name, step, context).item<double>();
                    if (!copied)
                        continue;
                    other->beforeStep(phase.name, step, context);
                    QCOMPARE(other->step(phase.name, step, context).item<double>(), loss);
                }
            }
            whole->endTask(context);
            other->endTask(context);
            QVERIFY(at::equal(whole->weights(), other->weights()));
            QCOMPARE(other.memory().count(), whole.memory().count());
            for (const auto& [name, tensor] : whole->state())
                QVERIFY2(at::equal(tensor, other->state().at(name)), name.c_str());
        }
    }

private:
    static void copy(TinyMethod& from, TinyMethod& to)
    {
        NamedTensors state;
        const NamedTensors ofMethod = from->state();
        for (const auto& [name, tensor] : ofMethod)
            state[name] = tensor.clone();
        from.memory().save(state);
        for (auto& [name, tensor] : state)
            tensor = tensor.clone();
        to.memory().restore(state, 6, at::kCPU);
        to->restore(state);
    }
};

QTEST_APPLESS_MAIN(SingleMethodsTest)
#include "tst_single_methods.moc"
