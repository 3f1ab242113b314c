"use strict";

// validatorUrl: null keeps Swagger UI from sending the description to a validator on the internet.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  validatorUrl: null,
});
