// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/benchdifference.h"
#include "app/benchfile.h"
#include "app/lastgood.h"
#include "app/shapefollower.h"
#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/bench/benchediting.h"
#include "ui/bench/benchservice.h"

namespace podium::app
{
struct BenchUpdate;
struct UpdatedBench;

/// Keeps a running bench what its file says, when it is read again: a file with an error changes nothing; what is not changed
/// in it goes on as it is, and what its instruments have at run time is followed. Of a file without problems a copy is kept.
/// Thread: the GUI's. Core and views must outlive it.
class LiveBench : public ui::BenchService
{
    Q_OBJECT

public:
    /// Running: the file as it was read for the bench that runs. Links: those that its devices share.
    LiveBench(engine::Core &core, const engine::Client &client, engine::Views &views, const BenchFile &running,
              std::shared_ptr<BenchLinks> links, const LastGood &lastGood);

    QString file() const override;
    void reload(ui::WhenBusy whenBusy = ui::WhenBusy::Ask) override;

    ui::BenchEditing *editing() override { return m_editing.get(); }

    const LastGood &lastGood() const { return m_lastGood; }

private:
    void update(const std::shared_ptr<BenchUpdate> &update);
    void updated(const BenchUpdate &update, const UpdatedBench &updated);
    void failed(const engine::Error &error);
    void end();
    void keepGood(const devices::FileProblems &problems);
    QString summary(const BenchUpdate &update) const;

    engine::Core &m_core;
    engine::Client m_client;
    engine::Views &m_views;
    QString m_file;
    std::shared_ptr<BenchLinks> m_links;
    LastGood m_lastGood;
    std::unique_ptr<ui::BenchEditing> m_editing;
    ShapeFollower m_shape;
    DevicePrints m_prints; ///< of the devices that run
    QByteArray m_text;     ///< of the file that is being taken
    bool m_isChanging = false;
    std::optional<ui::WhenBusy> m_again; ///< asked for meanwhile
    engine::Task<void> m_waiting;        ///< until devices are free
};

ui::BenchProblems shown(const devices::FileProblems &problems);
} // namespace podium::app
