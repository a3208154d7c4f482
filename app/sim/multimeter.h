// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/siminstrument.h"
#include "devices/sim/metermodel.h"

#include <functional>

namespace podium::app
{

/// A multimeter in the dialect of the Hewlett-Packard 34401A that measures DC voltage, described in app/sim/README.md.
/// Thread: one (the event loop of the process).
class Multimeter : public SimInstrument
{
public:
    Multimeter(std::function<double()> sourceVolt, quint32 seed);

    bool isStop(const QByteArray &) const override { return false; }
    bool isUrgent(const QByteArray &) const override { return false; }
    bool isVoidedBy(const QByteArray &, const QByteArray &) const override { return false; }

private:
    void loseState() override;
    void addConfiguration();
    void addMeasurements();
    void setRange(const QByteArray &text);
    QByteArray measurement();

    devices::MeterModel m_model;
    double m_rangeVolt;
    QByteArray m_reading;
};

} // namespace podium::app
