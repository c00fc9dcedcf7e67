const pageOfTickets = require("../../tickets");

Page(pageOfTickets(() => ({})));
