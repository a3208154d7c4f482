// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/driver.h"
#include "devices/indi/indiconnection.h"
#include "devices/indi/indishape.h"
#include "devices/links/tcpaddress.h"
#include "engine/model/shape.h"
#include "engine/tasks/operation.h"
#include "engine/tasks/worker.h"

#include <map>
#include <unordered_map>

namespace podium::devices
{
/// What a bench file says of an INDI device.
struct IndiSettings {
    QString device; ///< its name at the server
    QString kind;   ///< one of indi::kinds()
    bool connect = true; ///< tells the driver to connect to its hardware
    bool images = true;  ///< wants its BLOBs
    qsizetype imageLimit = qsizetype(64) << 20; ///< the most that a packed picture, and its samples, may take. Unit: bytes
};

/// A device of an INDI server. Its parameters and commands come when the server defines its properties, and go when it takes
/// them back; what was lost with the connection or the driver stays, without values.
///
/// It is there once the server has told what it has (after a loss: all that it had), and its driver has tried to connect to the
/// hardware. A property that moves, exposes or ramps makes it Moving, Acquiring
/// or Ramping while it is Busy, and puts it in Fault when it goes to Alert by itself, until that ends or a person accepts it.
/// A write is sent with all members of its vector and a question behind it; the answer to that tells what became of it.
/// Thread: the engine's.
class IndiDevice final : public engine::Device, public engine::LinkUser, public engine::Reshaping
{
    Q_OBJECT

public:
    /// "indi"
    static Driver driver();

    IndiDevice(const engine::DeviceContext &context, IndiSettings settings, std::shared_ptr<IndiConnection> connection);
    ~IndiDevice() override;

    void open() override;
    void close() override;
    engine::Op<void> ended() override;
    void reconnect() override { m_connection->reconnect(); }

    bool has(const engine::Parameter &parameter) const override { return isHere(*placeOf(parameter).property); }
    bool has(const engine::CommandSpec &command) const override;

    /// Asks for the vector, and waits for its definition.
    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> refresh(std::vector<engine::Parameter *> due) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    engine::Op<void> settle(engine::Parameter &parameter, engine::Value target) override;
    engine::Op<engine::Value> execute(const engine::CommandSpec &command, engine::Arguments arguments) override;

    /// By the abort switches that the server has defined, or that every device of this kind has.
    bool canStop() const override { return !aborts().isEmpty(); }
    engine::Op<void> stop() override;
    engine::Op<std::optional<bool>> isStill() override;
    engine::Duration stoppingTime() const override { return std::chrono::seconds(4); }

    engine::LinkPort *linkPort() override { return m_connection.get(); }
    QStringList recentTraffic() const override { return m_connection->recentTraffic(); }
    const IndiConnection &connection() const { return *m_connection; }

private:
    static constexpr engine::Duration calm = std::chrono::milliseconds(200);

    struct Property {
        indi::Vector vector; ///< with what the server said last
        indi::Role role = indi::Role::Setting;
        std::vector<indi::ShapedParameter> shown;
        std::vector<engine::Parameter *> parameters; ///< of the same length
        QStringList commands;
        quint64 definitions = 0; ///< how often it was defined
        quint64 said = 0;        ///< messages of the server before the last write
        quint64 pictures = 0;    ///< counts up when what is being decoded is not to be shown any more
        int awaited = 0;         ///< writes that wait to be answered, so that an Alert is theirs
        bool exists = true;      ///< the server has not taken it back
        bool isMissed = false;   ///< it existed when the connection or the driver was lost, and has not come back
        bool isBusy() const { return exists && vector.state == indi::State::Busy; }
        bool isAlert() const { return vector.state == indi::State::Alert; }
    };
    struct Place {
        Property *property;
        std::size_t shown;
    };
    struct Action {
        QString vector; ///< empty: accepts an alert
        indi::Act act;
        std::size_t member;
    };
    /// While it lives, the device counts as moving because of this property.
    class Motion;

    // --- what comes from the server
    static std::shared_ptr<IndiConnection> connectionTo(const TcpAddress &server, const engine::DeviceContext &context,
                                                        const engine::Bench &bench);
    void linkChanged(LinkState state, const QString &why);
    void take(const indi::Element &element);
    void define(const indi::Vector &vector);
    Property *addProperty(const indi::Vector &vector);
    void update(Property &property, const indi::Vector &vector);
    void takeState(Property &property, const indi::Vector &vector);
    void takeLimits(Property &property, const indi::Member &from, std::size_t member);
    void store(Property &property);
    void store(const Property &property, std::size_t shown);
    void forget(const QString &vector);
    void forgetAll();
    void lose(Property &property, const QString &why);
    void wantPictures(const Property &property, const indi::Member *only = nullptr);
    engine::Op<void> makePictures();
    engine::Op<void> makePicture(engine::Parameter &image, indi::Blob blob);
    void noteMessage(const QString &text, const QString &time);
    void passedOver(const QByteArray &beginning);
    void beginContact(const Property &property);
    void becomeReady();
    bool missesAny() const;
    /// Not taken back: an operator sees it.
    static bool isHere(const Property &property) { return property.exists || property.isMissed; }
    engine::Op<void> connectHardware();
    void updateState();
    void shapeChangesSoon() { m_shapeTimer.startBy(engine().now() + std::chrono::milliseconds(20)); }

    // --- what goes to the server
    QStringList aborts() const;
    const Place &placeOf(const engine::Parameter &parameter) const;
    Property &there(const QString &vector);
    void requireThere(const Property &property) const;
    engine::Value valueOf(const engine::Parameter &parameter) const;
    indi::Vector asked(const Property &property, const engine::Parameter &parameter, const engine::Value &value) const;
    indi::Vector switchedOn(const Property &property, std::size_t member) const;
    engine::Op<void> tell(Property &property, indi::Vector wanted);
    engine::Op<void> untilRest(Property &property, const QString &where);
    engine::Op<void> untilNear(Property &property, engine::Parameter &parameter, double goal);
    [[noreturn]] void failElsewhere(const Property &property, const engine::Parameter &parameter, double goal) const;
    engine::Op<void> ask(std::vector<Property *> properties, engine::Duration limit);
    engine::Op<engine::Value> save(const indi::Member &member, const engine::Value &file);
    engine::Op<void> sendAborts();
    QString said(quint64 since) const;
    [[noreturn]] void fail(engine::ErrorKind kind, const QString &message) const;

    const IndiSettings m_settings;
    std::shared_ptr<IndiConnection> m_connection;
    std::map<QString, Property> m_properties;
    std::unordered_map<const engine::Parameter *, Place> m_places;
    std::map<QString, Action> m_actions;
    indi::Names m_names;
    LinkTimer m_shapeTimer;
    LinkTimer m_calm;    ///< nothing new was defined for a while
    LinkTimer m_absence; ///< looks whether the server has told what it has instead
    engine::Task<void> m_connecting;
    engine::Worker m_writer;
    engine::Worker m_decoder;              ///< not the writer's, so that a slow disk keeps no picture back
    engine::Task<void> m_decoding;         ///< makes pictures while there are BLOBs to be decoded; one at a time
    std::map<engine::Parameter *, indi::Blob> m_undecoded; ///< only the newest for each picture
    QStringList m_messages; ///< the last ones of the server
    quint64 m_said = 0;     ///< how many it has sent
    QString m_alert;        ///< the vector that went to Alert by itself
    QString m_alertText;
    QString m_connectProblem;
    QStringList m_moving; ///< vectors that we have set in motion
    bool m_opened = false;
    bool m_defined = false; ///< the server knows it
    bool m_ready = false;   ///< there
    bool m_hadAll = false;  ///< it was there once, so that what is missed tells whether it has all again
    bool m_everDefined = false;
    bool m_decodes = false; ///< what comes now is taken up by the task that decodes
    bool m_full = false;    ///< it has more properties than are taken
};
} // namespace podium::devices
